using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// Doubles height and width by repeating pixels, then convolves 3×3 with padding 1. The weights are those of the 3×3 convolution, as in
/// PyTorch and Keras.
/// </summary>
/// <remarks>
/// Computed as one 4×4 transposed convolution of stride 2, which is the same function with 4 instead of 9 multiplications an output: after
/// nearest up-sampling, neighbouring taps of the 3×3 kernel meet the same input pixel, so their weights can be added beforehand. Per axis
/// the four taps are w₂, w₁+w₂, w₀+w₁ and w₀, for both axes a product with <see cref="Fold"/>.
/// </remarks>
internal sealed class UpsampleConv2d : Module<torch.Tensor, torch.Tensor>
{
    private readonly int _inChannels;
    private readonly int _outChannels;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    [ComponentName(Name = "bias")]
    private readonly Parameter _bias;

    private torch.Tensor? _fold;

    /// <summary>Creates the layer, its weights not yet drawn.</summary>
    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    public UpsampleConv2d(int inChannels, int outChannels)
        : base(nameof(UpsampleConv2d))
    {
        _inChannels = inChannels;
        _outChannels = outChannels;
        _weight = Parameter(torch.zeros(outChannels, inChannels, 3, 3));
        _bias = Parameter(torch.zeros(outChannels));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override torch.Tensor forward(torch.Tensor input)
    {
        bool ownGradients = MatrixGradients.AreFaster(input);
        using torch.Tensor kernel = FoldedKernel(differentiable: !ownGradients);
        torch.Tensor doubled = ownGradients
            ? UpsampleConvFunction.apply(input, _weight, kernel)
            : functional.conv_transpose2d(input, kernel.TypedAs(input), strides: [2, 2], padding: [1, 1]);
        using torch.Tensor bias = _bias.view(1, -1, 1, 1);
        return doubled.add_(bias.TypedAs(input));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _fold?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The matrix [9, 16] from 3×3 to 4×4 kernels: the Kronecker product of one axis with itself, transposed.</summary>
    private static double[,] Fold()
    {
        double[,] axis = { { 0, 0, 1 }, { 0, 1, 1 }, { 1, 1, 0 }, { 1, 0, 0 } };
        double[,] fold = new double[9, 16];
        for (int tap = 0; tap < 16; tap++)
        {
            for (int weight = 0; weight < 9; weight++)
            {
                fold[weight, tap] = axis[tap / 4, weight / 3] * axis[tap % 4, weight % 3];
            }
        }

        return fold;
    }

    /// <summary>The kernel [in, out, 4, 4] of the transposed convolution, in the weights' type.</summary>
    private torch.Tensor FoldedKernel(bool differentiable)
    {
        using torch.Tensor weight = differentiable ? _weight.alias() : _weight.detach();
        using torch.Tensor rows = weight.view(_outChannels * _inChannels, 9);
        using torch.Tensor folded = rows.matmul(FoldFor(_weight));
        using torch.Tensor kernel = folded.view(_outChannels, _inChannels, 4, 4);
        return kernel.transpose(0, 1);
    }

    private torch.Tensor FoldFor(torch.Tensor weight)
    {
        if (_fold is null || _fold.dtype != weight.dtype || _fold.device_type != weight.device_type || _fold.device_index != weight.device_index)
        {
            _fold?.Dispose();
            using torch.Tensor exact = torch.tensor(Fold());
            _fold = exact.to(weight.dtype, weight.device).DetachFromDisposeScope();
        }

        return _fold;
    }
}
