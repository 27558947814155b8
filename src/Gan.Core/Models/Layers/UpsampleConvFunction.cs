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
    private static readonly long[] Padding = [1, 1];
    private static readonly long[] Strides = [2, 2];
    private static readonly long[] PadRowsAndColumns = [0, 0, 1, 1, 1, 1];

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
        using torch.Tensor neighbours = NeighbourSums(grad_output, input.size(2), input.size(3));
        using torch.Tensor sums = Windows.Take(neighbours, stride: 2, input.size(2), input.size(3));
        return [GradientOfInput(sums, input, weight), GradientOfWeight(sums, input, weight.size(0)), null!];
    }

    private static torch.Tensor GradientOfInput(torch.Tensor sums, torch.Tensor input, torch.Tensor weight)
    {
        using torch.Tensor flipped = weight.flip(2, 3);
        using torch.Tensor tapsFirst = flipped.permute(2, 3, 0, 1);
        using torch.Tensor byTap = tapsFirst.reshape(-1, input.size(1));
        using torch.Tensor product = sums.matmul(byTap);
        using torch.Tensor channelsLast = product.view(input.size(0), input.size(2), input.size(3), input.size(1));
        return channelsLast.permute(0, 3, 1, 2);
    }

    private static torch.Tensor GradientOfWeight(torch.Tensor sums, torch.Tensor input, long outputs)
    {
        using torch.Tensor channelsLast = input.permute(0, 2, 3, 1);
        using torch.Tensor pixels = channelsLast.reshape(-1, input.size(1));
        using torch.Tensor taps = sums.t();
        using torch.Tensor product = taps.matmul(pixels);
        using torch.Tensor byTap = product.view(3, 3, outputs, -1);
        using torch.Tensor kernel = byTap.permute(2, 3, 0, 1);
        return kernel.flip(2, 3);
    }

    /// <summary>
    /// Sums 2×2 neighbours of the output's gradient: [N, 2H + 1, 2W + 1, out]. Tap [k, l] of pixel [i, j] meets entry [2i + 2 − k, 2j + 2 − l],
    /// so in the 3×3 window that begins at [2i, 2j] the last tap comes first.
    /// </summary>
    private static torch.Tensor NeighbourSums(torch.Tensor gradient, long height, long width)
    {
        using torch.Tensor channelsLast = gradient.permute(0, 2, 3, 1);
        using torch.Tensor padded = torch.nn.functional.pad(channelsLast, PadRowsAndColumns);
        using torch.Tensor upper = padded.narrow(1, 0, (2 * height) + 1), lower = padded.narrow(1, 1, (2 * height) + 1);
        using torch.Tensor rows = upper.add(lower);
        using torch.Tensor left = rows.narrow(2, 0, (2 * width) + 1), right = rows.narrow(2, 1, (2 * width) + 1);
        using torch.Tensor sums = left.add(right);
        return sums.contiguous();
    }
}
