using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Batch normalisation with a scale and a shift of each class's own (Dumoulin et al. 2017, "A learned representation for artistic style";
/// de Vries et al. 2017). The statistics are those of all classes together.
/// </summary>
/// <remarks>
/// The weights are <c>scale</c> and <c>shift</c>, [classes, channels] each, which start as ones and zeros. The statistics are in a layer of
/// TorchSharp's, <c>norm</c>, where code that looks for batch normalisation finds them.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class ConditionalBatchNorm : Module<torch.Tensor, torch.Tensor, torch.Tensor>, IOwnInitialWeights
{
    // Made when the first picture passes: a number of TorchSharp's needs libtorch, which the constructor asks for in words.
    private static readonly Scalar One = 1f.ToScalar();

    [ComponentName(Name = "norm")]
    private readonly BatchNorm2d _norm;

    [ComponentName(Name = "scale")]
    private readonly Parameter _scale;

    [ComponentName(Name = "shift")]
    private readonly Parameter _shift;

    /// <summary>Creates the layer, which changes nothing but the mean and the deviation until it has learnt.</summary>
    /// <param name="channels">Channels, at least 1.</param>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="momentum">Weight of the newest batch in the running statistics, in (0, 1]. The default value is 0.1, PyTorch's.</param>
    /// <param name="epsilon">Added to the variance, above 0. The default value is 1e-5, PyTorch's.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number lies outside its range.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public ConditionalBatchNorm(int channels, int classCount, double momentum = 0.1, double epsilon = 1e-5)
        : base(LayerParts.Name(nameof(ConditionalBatchNorm)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        // Written so that what is not a number fails too.
        if (!(momentum is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(momentum), momentum, "It must lie in (0, 1].");
        }

        LayerParts.RequirePositive(epsilon, nameof(epsilon));
        using var scope = torch.NewDisposeScope();
        _norm = BatchNorm2d(channels, epsilon, momentum, affine: false);
        _scale = LayerParts.Zeros(classCount, channels);
        _shift = LayerParts.Zeros(classCount, channels);
        RegisterComponents();
        LayerParts.Keep(_norm);
        Begin();
    }

    /// <summary>Normalises.</summary>
    /// <param name="input">float [N, C, H, W], of any floating-point type.</param>
    /// <param name="labels">int64 [N], from 0 to the number of classes − 1.</param>
    /// <returns>[N, C, H, W] of the input's type and layout. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input, torch.Tensor labels)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor normal = _norm.forward(input);
        return torch.addcmul(Of(_shift, labels, input), normal, Of(_scale, labels, input), One).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    void IOwnInitialWeights.Begin() => Begin();

    private void Begin()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        _scale.fill_(TensorMath.One);
        _shift.zero_();
    }

    /// <summary>One number for each picture and channel.</summary>
    private static torch.Tensor Of(torch.Tensor weight, torch.Tensor labels, torch.Tensor input) =>
        weight.index_select(0, labels).TypedAs(input).unsqueeze(2).unsqueeze(3);
}
