using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// Chains layers and lets go of each activation's handle at once, not at the end of the scope: autograd keeps the values it needs, and a
/// scope that holds few handles costs little.
/// </summary>
internal static class Temporaries
{
    /// <summary>Runs a layer on an activation that nobody else holds.</summary>
    /// <param name="input">The activation, disposed.</param>
    /// <param name="layer">A layer that returns a tensor of its own.</param>
    /// <returns>The layer's output.</returns>
    public static torch.Tensor Then(this torch.Tensor input, Module<torch.Tensor, torch.Tensor> layer)
    {
        using (input)
        {
            return layer.forward(input);
        }
    }
}
