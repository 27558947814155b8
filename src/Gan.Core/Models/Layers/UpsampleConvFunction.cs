using TorchSharp;
using static TorchSharp.torch.autograd;

namespace Gan.Core;

/// <summary>
/// Nearest up-sampling ×2 and a 3×3 convolution with gradients of its own: two matrix products with 9 instead of 16 multiplications for
/// each pixel below.
/// </summary>
/// <remarks>
/// Each of the nine weights sees a pixel x[i, j] spread over 2×2 neighbouring outputs. Along one axis, weight k and x[i] meet the outputs
/// 2i + 1 − k and 2i + 2 − k, so both gradients need only h[i, k] = g[2i + 1 − k] + g[2i + 2 − k], and along two axes its 2×2 sums:
/// with those as a matrix H [N·H·W, 9·out], the input's gradient is H · w and the weights' is Hᵀ · x.
/// </remarks>
internal sealed class UpsampleConvFunction : SingleTensorFunction<UpsampleConvFunction>
{
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
        return torch.nn.functional.conv_transpose2d(input, kernel, strides: [2, 2], padding: [1, 1]);
    }

    /// <inheritdoc/>
    public override List<torch.Tensor> backward(AutogradContext ctx, torch.Tensor grad_output)
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> saved = ctx.get_saved_variables();
        torch.Tensor input = saved[0], weight = saved[1];
        long[] shape = input.shape;
        long n = shape[0], inputs = shape[1], height = shape[2], width = shape[3], outputs = weight.shape[0];

        torch.Tensor pixels = input.permute(0, 2, 3, 1).reshape(n * height * width, inputs);
        torch.Tensor sums = Windows.Take(NeighbourSums(grad_output, height, width), stride: 2, height, width);
        torch.Tensor byTap = weight.flip(2, 3).permute(2, 3, 0, 1).reshape(9 * outputs, inputs);
        torch.Tensor forInput = sums.matmul(byTap).view(n, height, width, inputs).permute(0, 3, 1, 2);
        torch.Tensor forWeight = sums.t().matmul(pixels).view(3, 3, outputs, inputs).permute(2, 3, 0, 1).flip(2, 3);
        return [forInput.MoveToOuterDisposeScope(), forWeight.MoveToOuterDisposeScope(), null!];
    }

    /// <summary>
    /// Sums 2×2 neighbours of the output's gradient: [N, 2H + 1, 2W + 1, out]. Tap [k, l] of pixel [i, j] meets entry [2i + 2 − k, 2j + 2 − l],
    /// so in the 3×3 window that begins at [2i, 2j] the last tap comes first.
    /// </summary>
    private static torch.Tensor NeighbourSums(torch.Tensor gradient, long height, long width)
    {
        torch.Tensor padded = torch.nn.functional.pad(gradient.permute(0, 2, 3, 1), [0, 0, 1, 1, 1, 1]);
        torch.Tensor rows = padded.narrow(1, 0, (2 * height) + 1).add(padded.narrow(1, 1, (2 * height) + 1));
        return rows.narrow(2, 0, (2 * width) + 1).add(rows.narrow(2, 1, (2 * width) + 1)).contiguous();
    }
}
