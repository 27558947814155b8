using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Gradients of 3×3 convolutions of padding 1 as matrix products over windows, each one call into TorchScript: a dozen tensors on the way
/// that .NET never sees. They can be differentiated again.
/// </summary>
/// <remarks>
/// Both layers can gather what pulls at a pixel of their input as a row of a matrix P [N·H·W, 9·out]. The input's gradient is then P · w and
/// the weights' is Pᵀ · x, with the taps reversed. For a convolution, P holds the 3×3 windows of the output's gradient g. After nearest
/// up-sampling ×2, tap k of pixel i meets along one axis the outputs 2i + 1 − k and 2i + 2 − k, so P holds windows, two apart, of the sums of
/// 2×2 neighbours of g: 9 instead of 16 multiplications for each pixel. Where a convolution has fewer channels in than out, or a stride,
/// windows of its input are the smaller matrix.
/// </remarks>
internal static class ConvolutionGradients
{
    // A syntax error here, or an operator that libtorch lacks, would end the process: any change needs a run.
    private const string Script =
        """
        def windows(pixels, stride: int, height: int, width: int):
          channels = pixels.size(3)
          row = pixels.size(2) * channels
          strides = [pixels.size(1) * row, stride * row, stride * channels, row, channels, 1]
          return pixels.as_strided([pixels.size(0), height, width, 3, 3, channels], strides, 0).reshape(-1, 9 * channels)

        def from_pulls(pulls, x, w):
          taps = w.flip([2, 3]).permute([2, 3, 0, 1]).reshape(-1, w.size(1))
          for_input = pulls.matmul(taps).view(x.size(0), x.size(2), x.size(3), x.size(1)).permute([0, 3, 1, 2])
          by_tap = pulls.t().matmul(x.permute([0, 2, 3, 1]).reshape(-1, x.size(1))).view(3, 3, w.size(0), -1)
          return for_input, by_tap.permute([2, 3, 0, 1]).flip([2, 3])

        def upsample_conv(g, x, w):
          sums = torch.avg_pool2d(g, [2, 2], [1, 1], [1, 1], False, True, 1).permute([0, 2, 3, 1]).contiguous()
          for_input, for_weight = from_pulls(windows(sums, 2, x.size(2), x.size(3)), x, w)
          return [for_input, for_weight]

        def conv_by_gradient(g, x, w):
          last = g.permute([0, 2, 3, 1])
          pixels = torch.constant_pad_nd(last, [0, 0, 1, 1, 1, 1], 0).contiguous()
          for_input, for_weight = from_pulls(windows(pixels, 1, x.size(2), x.size(3)), x, w)
          return [for_input, for_weight, last.reshape(-1, w.size(0)).sum(0)]

        def conv_by_input(g, x, w):
          s = x.size(2) // g.size(2)
          for_input = torch.conv_transpose2d(g, w, None, [s, s], [1, 1], [s - 1, s - 1])
          pixels = torch.constant_pad_nd(x.permute([0, 2, 3, 1]), [0, 0, 1, 1, 1, 1], 0).contiguous()
          pulls = g.permute([0, 2, 3, 1]).reshape(-1, w.size(0))
          by_tap = pulls.t().matmul(windows(pixels, s, g.size(2), g.size(3))).view(w.size(0), 3, 3, w.size(1))
          return [for_input, by_tap.permute([0, 3, 1, 2]), pulls.sum(0)]

        """;

    private static readonly Lazy<torch.jit.CompilationUnit> Compiled = new(() => torch.jit.compile(Script));

    /// <summary>The gradients of nearest up-sampling ×2 and a convolution.</summary>
    /// <param name="gradient">Of the output, [N, out, 2H, 2W].</param>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="weight">[out, in, 3, 3].</param>
    /// <returns>Of the input and of the weights; the caller disposes them.</returns>
    public static torch.Tensor[] OfUpsampleConv(torch.Tensor gradient, torch.Tensor input, torch.Tensor weight) =>
        Compiled.Value.invoke<torch.Tensor[]>("upsample_conv", gradient, input, weight);

    /// <summary>The gradients of a convolution whose stride divides height and width.</summary>
    /// <param name="gradient">Of the output, [N, out, H / stride, W / stride].</param>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="weight">[out, in, 3, 3].</param>
    /// <returns>Of the input, of the weights and of the bias; the caller disposes them.</returns>
    public static torch.Tensor[] OfConv(torch.Tensor gradient, torch.Tensor input, torch.Tensor weight)
    {
        bool hasSmallerWindows = weight.size(0) < weight.size(1) && gradient.size(2) == input.size(2);
        return Compiled.Value.invoke<torch.Tensor[]>(hasSmallerWindows ? "conv_by_gradient" : "conv_by_input", gradient, input, weight);
    }
}
