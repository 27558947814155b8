using TorchSharp;

namespace Gan.Core.Tests;

public class SmokeTests
{
    [Fact]
    public void Torch_first()
    {
        using var t = torch.ones(3);
        t.sum().item<float>().Should().Be(3);
    }
}
