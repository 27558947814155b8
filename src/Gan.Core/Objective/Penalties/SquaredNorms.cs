using TorchSharp;

namespace Gan.Core;

/// <summary>The lengths of gradients.</summary>
internal static class SquaredNorms
{
    /// <summary>‖g‖² for each picture, in the current scope.</summary>
    /// <param name="gradients">float [N, channels, height, width].</param>
    /// <returns>[N], in float32 at least: thousands of squares are no place to round.</returns>
    public static torch.Tensor Of(torch.Tensor gradients)
    {
        torch.Tensor exact = gradients.dtype == torch.ScalarType.BFloat16 ? gradients.to_type(torch.ScalarType.Float32) : gradients;
        return exact.flatten(1).square().sum(1);
    }
}
