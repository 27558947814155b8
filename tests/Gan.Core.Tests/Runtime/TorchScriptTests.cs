using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core.Tests.Runtime;

public class TorchScriptTests
{
    private static readonly TorchScript Script = new(
        """
        def twice(x: Tensor):
          return x + x

        def both(x: Tensor, y: Tensor):
          return [x @ y, y]

        """);

    [Fact]
    public void Functions_return_a_tensor_or_several()
    {
        using var scope = torch.NewDisposeScope();
        Script.Invoke<torch.Tensor>("twice", torch.ones(1)).item<float>().Should().Be(2);
        Script.Invoke<torch.Tensor[]>("both", torch.ones(2, 2), torch.ones(2, 2)).Should().HaveCount(2);
    }

    [Fact]
    public void What_goes_wrong_in_a_function_is_thrown()
    {
        using var scope = torch.NewDisposeScope();
        Action run = () => Script.Invoke<torch.Tensor[]>("both", torch.ones(2, 3), torch.ones(2, 3));
        run.Should().Throw<ExternalException>();
    }
}
