using TorchSharp;

namespace Gan.Evaluation;

/// <summary>The real pictures that others are compared with, and all that has been computed of them.</summary>
internal sealed class ReferenceSet : IDisposable
{
    private readonly IImageDataset _heldOut;
    private readonly EvaluationOptions _options;
    private readonly Dictionary<IFeatureExtractor, Features> _features = [];
    private readonly PixelFeatures _pixels;
    private readonly Lazy<double> _similarity;

    public ReferenceSet(IImageDataset training, IImageDataset heldOut, EvaluationOptions options)
    {
        _heldOut = heldOut;
        _options = options;
        _pixels = new PixelFeatures(training.Shape);
        Pictures = PictureBytes.Load(training, Math.Min(training.Count, options.MaxReference), options.Seed).DetachFromDisposeScope();
        _similarity = new Lazy<double>(() => Diversity.MeanSimilarity(Pictures, seed: options.Seed));
    }

    /// <summary>uint8 [N, C, H, W]; disposed with this object.</summary>
    public torch.Tensor Pictures { get; }

    /// <summary>The structural similarity of two of the pictures on average.</summary>
    public double MeanSimilarity => _similarity.Value;

    /// <summary>The features of an extractor, computed once; disposed with this object.</summary>
    public Features Of(IFeatureExtractor extractor)
    {
        if (!_features.TryGetValue(extractor, out Features? features))
        {
            features = extractor.ExtractFrom(Pictures, "training pictures");
            _features.Add(extractor, features);
        }

        return features;
    }

    /// <summary>Compares, in pixels, how near generated pictures lie to these with how near held-out ones do.</summary>
    public MemorizationResult CompareDistances(torch.Tensor generated)
    {
        using var scope = torch.NewDisposeScope();
        int count = Math.Min(_heldOut.Count, _options.MaxReference);
        using Features fakes = _pixels.ExtractFrom(generated, "generated");
        using Features heldOut = _pixels.ExtractFrom(PictureBytes.Load(_heldOut, count, _options.Seed), _heldOut.Name);
        return Memorization.Compute(fakes, Of(_pixels), heldOut);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Features features in _features.Values)
        {
            features.Dispose();
        }

        Pictures.Dispose();
        _pixels.Dispose();
    }
}
