using TorchSharp;

namespace Gan.TorchFirst.Tests;

/// <summary>
/// The only test of its process, so that nothing of Gan.Core has run before: a project may use TorchSharp first, on hosts with an older
/// libstdc++ too.
/// </summary>
public class TorchFirstTests
{
    [Fact]
    public void TorchSharp_works_before_any_type_of_Gan_Core_was_used()
    {
        using torch.Tensor ones = torch.ones(3);
        using torch.Tensor sum = ones.sum();
        sum.item<float>().Should().Be(3);
    }
}
