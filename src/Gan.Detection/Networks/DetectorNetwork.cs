using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Detection;

/// <summary>
/// The network that <see cref="DetectorOptions"/> describe: a picture and its residuals, 3×3 convolutions of which all but the first halve
/// the size, the average over all positions, optionally the radial spectrum, and one dense layer to a logit: above 0 for fake.
/// </summary>
internal sealed class DetectorNetwork : Module<torch.Tensor, torch.Tensor>
{
    private const double LeakySlope = 0.1;

    private readonly RadialSpectrum? _spectrum;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<ConvBlock> _blocks;

    [ComponentName(Name = "spectrum_norm")]
    private readonly BatchNorm1d? _spectrumNorm;

    [ComponentName(Name = "dense")]
    private readonly DenseLayer _dense;

    /// <summary>Creates the network on the CPU, in training mode.</summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="shape">The shape of the pictures.</param>
    /// <param name="seed">The seed of the weights.</param>
    public DetectorNetwork(DetectorOptions options, ImageShape shape, long seed)
        : base(nameof(DetectorNetwork))
    {
        // Its own scope: TorchSharp's layers leave tensors behind, and a scope of the caller must not take the weights.
        using var scope = torch.NewDisposeScope();
        int channels = shape.Channels * ResidualFilters.Views;
        List<ConvBlock> blocks = [];
        foreach (int width in options.Channels)
        {
            blocks.Add(new ConvBlock(new ConvLayer(channels, width, stride: blocks.Count == 0 ? 1 : 2), BatchNorm2d(width), LeakySlope));
            channels = width;
        }

        _blocks = new ModuleList<ConvBlock>([.. blocks]);
        if (options.RadialSpectrum)
        {
            _spectrum = new RadialSpectrum(shape.Height, shape.Width);
            _spectrumNorm = BatchNorm1d(_spectrum.Count);
        }

        _dense = new DenseLayer(channels + (_spectrum?.Count ?? 0), 1);
        RegisterComponents();
        WeightInitialization.GlorotUniform(this, seed);
        foreach (torch.Tensor tensor in state_dict().Values)
        {
            tensor.DetachFromDisposeScope();
        }
    }

    /// <summary>Judges pictures.</summary>
    /// <param name="input">float [N, C, H, W] in [−1, 1].</param>
    /// <returns>Logits, float [N]. The caller disposes them.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = MemoryFormat.ChannelsLast(ResidualFilters.Apply(input));
        foreach (ConvBlock block in _blocks)
        {
            x = x.Then(block);
        }

        torch.Tensor features = x.mean([2, 3]);
        if (_spectrum is not null)
        {
            features = torch.cat([features, _spectrumNorm!.forward(_spectrum.Compute(input))], 1);
        }

        return _dense.forward(features).squeeze(1).MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _spectrum?.Dispose();
        }

        base.Dispose(disposing);
    }
}
