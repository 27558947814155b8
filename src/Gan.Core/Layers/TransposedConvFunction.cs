using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch.autograd;

namespace Gan.Core.Layers;

/// <summary>
/// A transposed 3×3 convolution, of stride 1 and padding 1 or of stride 2 without padding, whose gradient of the kernel is a matrix product
/// over windows of the output's gradient. Both gradients can be differentiated again.
/// </summary>
internal sealed class TransposedConvFunction : SingleTensorFunction<TransposedConvFunction>
{
    /// <summary>What the windows may take in memory, in bytes: nine times the output's gradient at stride 1, 9/4 at stride 2.</summary>
    public const long MaxWindowBytes = 512L << 20;

    private static readonly TorchScript Script = new(
        """
        def gradients(g, x, kernel):
          stride = 1 if g.size(2) == x.size(2) else 2
          padding = 2 - stride
          for_input = torch.conv2d(g, kernel, None, [stride, stride], [padding, padding])
          pulls = g.permute([0, 2, 3, 1])
          if padding > 0:
            pulls = torch.constant_pad_nd(pulls, [0, 0, padding, padding, padding, padding], 0)
          pulls = pulls.contiguous()
          channels, row = pulls.size(3), pulls.size(2) * pulls.size(3)
          strides = [pulls.size(1) * row, stride * row, stride * channels, row, channels, 1]
          windows = pulls.as_strided([x.size(0), x.size(2), x.size(3), 3, 3, channels], strides)
          pixels = x.permute([0, 2, 3, 1]).reshape(-1, x.size(1))
          by_tap = windows.reshape(pixels.size(0), -1).t().matmul(pixels)
          for_kernel = by_tap.view(3, 3, channels, -1).permute([3, 2, 0, 1])
          return [for_input, for_kernel]

        def plain_gradients(g, x, kernel):
          stride = 1 if g.size(2) == x.size(2) else 2
          padding = 2 - stride
          strides, paddings = [stride, stride], [padding, padding]
          for_input, for_kernel, for_bias = torch.convolution_backward(
            g, x, kernel, None, strides, paddings, [1, 1], True, [0, 0], 1, [True, True, False])
          return [for_input, for_kernel]

        """);

    // TorchSharp copies what a backward pass returns and never lets go of it: without this, a caller without a dispose scope would keep the
    // gradients of every step until the garbage collector runs.
    [ThreadStatic]
    private static torch.Tensor[]? _returned;

    // In the context, since the tensors themselves may be what cannot be had.
    private const string Shapes = "shapes";
    private const string DataType = "data type";

    /// <summary>For tests: called with the name of each way to the gradients before it is taken.</summary>
    internal static Action<string>? BeforeGradients { get; set; }

    /// <inheritdoc/>
    public override string Name => nameof(TransposedConvFunction);

    /// <summary>
    /// Whether this is faster than libtorch's own: on x86 processors with AVX2 and no AVX-512, where oneDNN's gradients of kernels run at
    /// half the speed of matrix products. With AVX-512 oneDNN pulls ahead, on a GPU cuDNN. Large pictures go the way that takes less
    /// memory.
    /// </summary>
    /// <param name="input">The layer's input, [N, in, H, W].</param>
    /// <param name="kernel">The kernel, [in, out, 3, 3] or [out, in, 3, 3].</param>
    /// <returns>Whether to use it.</returns>
    public static bool IsFaster(torch.Tensor input, torch.Tensor kernel) =>
        kernel.requires_grad
        && torch.is_grad_enabled()
        && input.device_type == DeviceType.CPU
        && input.dtype is torch.ScalarType.Float32 or torch.ScalarType.Float64
        && Avx2.IsSupported
        && !Avx512F.IsSupported
        && input.numel() / input.size(1) * (kernel.numel() / input.size(1)) * input.ElementSize <= MaxWindowBytes;

    /// <summary>Computes the layer, the faster way.</summary>
    /// <param name="input">[N, in, H, W].</param>
    /// <param name="kernel">[in, out, 3, 3], of the input's type.</param>
    /// <param name="stride">1 or 2, for both axes.</param>
    /// <param name="padding">1 for stride 1, 0 for stride 2; for both axes.</param>
    /// <returns>[N, out, H, W] for stride 1, [N, out, 2H + 1, 2W + 1] for stride 2.</returns>
    public static torch.Tensor Compute(torch.Tensor input, torch.Tensor kernel, long[] stride, long[] padding) => IsFaster(input, kernel)
        ? apply(input, kernel, stride, padding)
        : torch.nn.functional.conv_transpose2d(input, kernel, strides: stride, padding: padding);

    /// <summary>Computes the layer.</summary>
    /// <param name="ctx">Keeps what the gradients need.</param>
    /// <param name="vars">What <see cref="Compute"/> takes.</param>
    /// <returns>What <see cref="Compute"/> returns.</returns>
    public override torch.Tensor forward(AutogradContext ctx, params object[] vars)
    {
        torch.Tensor input = (torch.Tensor)vars[0], kernel = (torch.Tensor)vars[1];
        ctx.save_for_backward([input, kernel]);
        ctx.save_data(Shapes, new[] { input.shape, kernel.shape });
        ctx.save_data(DataType, input.dtype);
        return torch.nn.functional.conv_transpose2d(input, kernel, strides: (long[])vars[2], padding: (long[])vars[3]);
    }

    /// <summary>
    /// Computes both gradients: as a matrix product; where that fails, which it does when memory does not suffice for the windows,
    /// libtorch's own way; and where that fails too, as what is not a number, since nothing may be thrown from here
    /// (<see cref="BackwardFailure"/>).
    /// </summary>
    /// <param name="ctx">What <see cref="forward"/> kept.</param>
    /// <param name="grad_output">The gradient of the output.</param>
    /// <returns>The gradients of the input and of the kernel; null for what is no tensor.</returns>
    public override List<torch.Tensor> backward(AutogradContext ctx, torch.Tensor grad_output)
    {
        ReleaseReturned();
        using torch.Tensor pull = grad_output;
        try
        {
            List<torch.Tensor> saved = ctx.get_saved_variables();
            using torch.Tensor input = saved[0], kernel = saved[1];
            _returned = Gradients(pull, input, kernel);
        }
        catch (Exception failure)
        {
            BackwardFailure.Remember(failure);
            _returned = NotNumbers((long[][])ctx.get_data(Shapes), (torch.ScalarType)ctx.get_data(DataType));
        }

        return [.. _returned, null!, null!];
    }

    private static torch.Tensor[] Gradients(torch.Tensor pull, torch.Tensor input, torch.Tensor kernel)
    {
        try
        {
            return Gradients("gradients", pull, input, kernel);
        }
        catch (ExternalException)
        {
            return Gradients("plain_gradients", pull, input, kernel);
        }
    }

    private static torch.Tensor[] Gradients(string way, torch.Tensor pull, torch.Tensor input, torch.Tensor kernel)
    {
        BeforeGradients?.Invoke(way);
        return Script.Invoke<torch.Tensor[]>(way, pull, input, kernel);
    }

    // Each is one number, seen as many: memory may be what was missing.
    private static torch.Tensor[] NotNumbers(long[][] shapes, torch.ScalarType type)
    {
        using torch.Tensor one = TensorMath.Filled([], double.NaN, type, torch.CPU);
        return [.. shapes.Select(shape => one.expand(shape))];
    }

    private static void ReleaseReturned()
    {
        foreach (torch.Tensor gradient in _returned ?? [])
        {
            gradient.Dispose();
        }

        _returned = null;
    }
}
