using TorchSharp;
using static TorchSharp.torch.autograd;

namespace Gan.Core;

/// <summary>Nearest up-sampling ×2 and a 3×3 convolution, whose gradients are two matrix products: <see cref="ConvolutionGradients"/>.</summary>
internal sealed class UpsampleConvFunction : SingleTensorFunction<UpsampleConvFunction>
{
    private static readonly long[] Padding = [1, 1];
    private static readonly long[] Strides = [2, 2];

    /// <inheritdoc/>
    public override string Name => nameof(UpsampleConvFunction);

    /// <summary>Computes the layer by its folded kernel.</summary>
    /// <param name="ctx">Keeps what the gradients need.</param>
    /// <param name="vars">The input [N, in, H, W], the weights [out, in, 3, 3] and the folded kernel [in, out, 4, 4], which gets no gradient.</param>
    /// <returns>[N, out, 2H, 2W].</returns>
    public override torch.Tensor forward(AutogradContext ctx, params object[] vars)
    {
        torch.Tensor input = (torch.Tensor)vars[0], weight = (torch.Tensor)vars[1], kernel = (torch.Tensor)vars[2];
        ctx.save_for_backward([input, weight]);
        return torch.nn.functional.conv_transpose2d(input, kernel, strides: Strides, padding: Padding);
    }

    /// <inheritdoc/>
    public override List<torch.Tensor> backward(AutogradContext ctx, torch.Tensor grad_output)
    {
        List<torch.Tensor> saved = ctx.get_saved_variables();
        using torch.Tensor input = saved[0], weight = saved[1];
        return [.. ConvolutionGradients.OfUpsampleConv(grad_output, input, weight), null!];
    }
}
