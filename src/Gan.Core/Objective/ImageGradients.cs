using TorchSharp;

namespace Gan.Core;

/// <summary>Gradients of what the discriminator says with respect to what it is shown, which can be differentiated once more.</summary>
public static class ImageGradients
{
    // TorchSharp's autograd.grad ends the process on any error and frees the graph that it was told to create; the same call from TorchScript
    // throws instead.
    private static readonly TorchScript Script = new(
        """
        def gradient(outputs: Tensor, inputs: Tensor):
          found = torch.autograd.grad([outputs.sum()], [inputs], None, True, True, True)[0]
          if found is None:
            return torch.empty([0])
          return found

        def attempt(output: Tensor, inputs: List[Tensor]):
          for found in torch.autograd.grad([output], inputs, None, True, False, True):
            if found is not None:
              return found
          return torch.empty([0])

        """);

    /// <summary>
    /// The gradient of the sum of some outputs with respect to some inputs: for logits [N] and pictures, one gradient a picture.
    /// </summary>
    /// <param name="outputs">Computed from <paramref name="inputs"/>, such as <see cref="JudgedBatch.RealLogits"/>.</param>
    /// <param name="inputs">Require gradients, such as <see cref="JudgedBatch.RealImages"/> for a penalty that asks for them.</param>
    /// <returns>
    /// The shape of <paramref name="inputs"/>, differentiable in all that they were computed with. The caller disposes it.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// Gradients are off, or the outputs were not computed from the inputs, or a layer on the way has no second gradient.
    /// </exception>
    public static torch.Tensor Of(torch.Tensor outputs, torch.Tensor inputs)
    {
        if (!torch.is_grad_enabled())
        {
            throw new InvalidOperationException("Gradients with respect to pictures are asked for while gradients are switched off (torch.no_grad).");
        }

        if (!inputs.requires_grad)
        {
            throw new InvalidOperationException(
                "The pictures require no gradients: a penalty that takes them says so with NeedsImageGradients.");
        }

        if (!outputs.requires_grad)
        {
            throw new InvalidOperationException("The outputs were not computed from these pictures: nothing on the way requires gradients.");
        }

        torch.Tensor gradient = Script.Invoke<torch.Tensor>("gradient", outputs, inputs);
        if (gradient.shape.AsSpan().SequenceEqual(inputs.shape))
        {
            return gradient;
        }

        gradient.Dispose();
        throw new InvalidOperationException("The outputs were not computed from these pictures: there is no way from one to the other.");
    }

    /// <summary>Computes the gradients of a number with respect to weights and drops them; the weights' own stay as they are.</summary>
    /// <param name="output">A scalar that requires gradients; its graph is kept.</param>
    /// <param name="weights">What they are taken by; the number need not depend on all.</param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">A layer on the way has no such gradient.</exception>
    internal static void Try(torch.Tensor output, torch.Tensor[] weights) =>
        // What the script does not return is not computed.
        Script.Invoke<torch.Tensor>("attempt", output, weights).Dispose();
}
