using TorchSharp;
using static TorchSharp.torch.autograd;

namespace Gan.Core;

/// <summary>A 3×3 convolution of padding 1 whose gradient of the weights is one matrix product over the windows of its input.</summary>
internal sealed class Conv3x3Function : SingleTensorFunction<Conv3x3Function>
{
    private const string Stride = "stride";

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
        ctx.save_data(Stride, stride);
        return torch.nn.functional.conv2d(input, weight, bias, strides: [stride, stride], padding: [1, 1]);
    }

    /// <inheritdoc/>
    public override List<torch.Tensor> backward(AutogradContext ctx, torch.Tensor grad_output)
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> saved = ctx.get_saved_variables();
        torch.Tensor input = saved[0], weight = saved[1];
        int stride = (int)ctx.get_data(Stride);
        long[] shape = weight.shape, outShape = grad_output.shape;
        long outputs = shape[0], inputs = shape[1];

        torch.Tensor forInput = torch.nn.functional.conv_transpose2d(
            grad_output, weight, strides: [stride, stride], padding: [1, 1], output_padding: [stride - 1, stride - 1]);
        torch.Tensor pixels = torch.nn.functional.pad(input.permute(0, 2, 3, 1), [0, 0, 1, 1, 1, 1]).contiguous();
        torch.Tensor windows = Windows.Take(pixels, stride, outShape[2], outShape[3]);
        torch.Tensor pulls = grad_output.permute(0, 2, 3, 1).reshape(-1, outputs);
        torch.Tensor forWeight = pulls.t().matmul(windows).view(outputs, 3, 3, inputs).permute(0, 3, 1, 2);
        torch.Tensor forBias = pulls.sum([0L]);
        return [forInput.MoveToOuterDisposeScope(), forWeight.MoveToOuterDisposeScope(), forBias.MoveToOuterDisposeScope(), null!];
    }
}
