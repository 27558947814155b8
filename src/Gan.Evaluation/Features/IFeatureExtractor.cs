using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Turns pictures into vectors whose distances mean more than those of pixels. Every metric depends on it as much as on the pictures: two
/// numbers can be compared only if their extractors have the same fingerprint.
/// </summary>
/// <remarks>Disposing an extractor disposes its weights, not the features that it made.</remarks>
public interface IFeatureExtractor : IDisposable
{
    /// <summary>What a person calls it, such as <c>random convolutions (seed 0)</c>.</summary>
    string Name { get; }

    /// <summary>
    /// The SHA-256 of all that determines the features (weights, layer, settings), as 64 lower-case hexadecimal digits.
    /// </summary>
    string Fingerprint { get; }

    /// <summary>Numbers in the features of one picture (D).</summary>
    int Size { get; }

    /// <summary>Computes the features of pictures. They are bytes so that real and generated ones pass the same quantisation.</summary>
    /// <param name="bytes">uint8 [N, C, H, W], N at least 1, on any device.</param>
    /// <returns>A fresh float32 [N, <see cref="Size"/>] on the CPU, without gradient. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The tensor is of another type or shape than the extractor works on.</exception>
    torch.Tensor Extract(torch.Tensor bytes);
}
