using TorchSharp;

namespace Gan.Core;

/// <summary>
/// How mixed precision comes about: activations have the type of the network's input, weights stay what they are, and each layer casts
/// its weights on the way in. The gradient passes the cast and arrives in the weight's own type.
/// </summary>
internal static class WeightCast
{
    /// <summary>Gives a weight in the type of the activations it meets.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="input">The activations.</param>
    /// <returns>The weight itself, or a differentiable copy in the current scope.</returns>
    public static torch.Tensor TypedAs(this torch.Tensor weight, torch.Tensor input) =>
        weight.dtype == input.dtype ? weight : weight.to_type(input.dtype);
}
