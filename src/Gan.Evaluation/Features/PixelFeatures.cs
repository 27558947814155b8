using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>The pixels themselves, in [−1, 1]: for duplicates, and for tests that are to see what the networks see.</summary>
public sealed class PixelFeatures : IFeatureExtractor
{
    private readonly ImageShape _shape;

    /// <summary>Creates the extractor.</summary>
    /// <param name="shape">The shape of the pictures.</param>
    public PixelFeatures(ImageShape shape)
    {
        TorchRuntime.EnsureLoaded();
        _shape = shape;
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"pixels {shape}")));
    }

    /// <inheritdoc/>
    public string Name => "pixels";

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public int Size => _shape.ValueCount;

    /// <inheritdoc/>
    public torch.Tensor Extract(torch.Tensor bytes)
    {
        PictureCheck.RequireBytes(bytes, _shape, nameof(bytes));
        return BatchedExtraction.Run(bytes, torch.CPU, batch => PixelScaling.ToNetwork(batch).flatten(1));
    }

    /// <summary>Does nothing: pixels need no weights.</summary>
    public void Dispose()
    {
    }
}
