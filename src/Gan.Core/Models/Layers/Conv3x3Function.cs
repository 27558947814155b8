using TorchSharp;
using static TorchSharp.torch.autograd;

namespace Gan.Core;

/// <summary>A 3×3 convolution of padding 1 whose gradient of the weights is one matrix product: <see cref="ConvolutionGradients"/>.</summary>
internal sealed class Conv3x3Function : SingleTensorFunction<Conv3x3Function>
{
    private static readonly long[] Padding = [1, 1];

    /// <inheritdoc/>
    public override string Name => nameof(Conv3x3Function);

    /// <summary>Computes the layer.</summary>
    /// <param name="ctx">Keeps what the gradients need.</param>
    /// <param name="vars">The input [N, in, H, W], the weights [out, in, 3, 3], the bias [out], and the stride: 1, or 2 for even H and W.</param>
    /// <returns>[N, out, H / stride, W / stride].</returns>
    public override torch.Tensor forward(AutogradContext ctx, params object[] vars)
    {
        torch.Tensor input = (torch.Tensor)vars[0], weight = (torch.Tensor)vars[1], bias = (torch.Tensor)vars[2];
        int stride = (int)vars[3];
        ctx.save_for_backward([input, weight]);
        return torch.nn.functional.conv2d(input, weight, bias, strides: [stride, stride], padding: Padding);
    }

    /// <inheritdoc/>
    public override List<torch.Tensor> backward(AutogradContext ctx, torch.Tensor grad_output)
    {
        List<torch.Tensor> saved = ctx.get_saved_variables();
        using torch.Tensor input = saved[0], weight = saved[1];
        return [.. ConvolutionGradients.OfConv(grad_output, input, weight), null!];
    }
}
