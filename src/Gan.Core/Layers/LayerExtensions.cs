using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>What networks are written with.</summary>
public static class LayerExtensions
{
    /// <summary>
    /// Runs a layer on an activation that nobody else holds, and lets go of the activation's handle at once, not at the end of the scope:
    /// autograd keeps the values it needs, and a scope that holds few handles costs little. Write
    /// <c>_first.forward(input).Then(_second).Then(_third)</c>.
    /// </summary>
    /// <param name="input">The activation, disposed even when the layer fails; keep nothing of it.</param>
    /// <param name="layer">A layer that returns a tensor of its own, as all layers of TorchSharp and of this library do.</param>
    /// <returns>The layer's output. The caller disposes it.</returns>
    public static torch.Tensor Then(this torch.Tensor input, Module<torch.Tensor, torch.Tensor> layer)
    {
        using (input)
        {
            return layer.forward(input);
        }
    }

    /// <summary>
    /// Gives a weight in the type of the activations that it meets, which is all that a layer of your own needs for mixed precision
    /// (<see cref="GanBuilder.WithPrecision"/>; Micikevicius et al. 2018): activations have the type of the network's input, weights stay
    /// float32, and each layer casts its weights on the way in. The gradient passes the cast and arrives in the weight's own type.
    /// </summary>
    /// <param name="weight">The weight.</param>
    /// <param name="input">The activations.</param>
    /// <returns>
    /// The weight itself if it has the type, which must not be disposed; else a differentiable copy. So call it where a dispose scope is
    /// open: the scope takes the copy and leaves the weight.
    /// </returns>
    public static torch.Tensor TypedAs(this torch.Tensor weight, torch.Tensor input) =>
        weight.dtype == input.dtype ? weight : weight.to_type(input.dtype);
}
