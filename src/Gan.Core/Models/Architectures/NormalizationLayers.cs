using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The layers that <see cref="Normalization"/> names, told of classes or not.</summary>
internal static class NormalizationLayers
{
    /// <summary>Makes a layer.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="batchNorm">Momentum and epsilon of batch normalisation.</param>
    /// <param name="classCount">How many classes batch normalisation is told of; 0 for none.</param>
    /// <returns>A module for <see cref="Normalize"/>; null for no normalisation.</returns>
    public static Module? Create(Normalization kind, int channels, BatchNormOptions batchNorm, int classCount = 0) => kind switch
    {
        Normalization.None => null,
        Normalization.Batch when classCount > 0 => new ConditionalBatchNorm(channels, classCount, batchNorm.Momentum, batchNorm.Epsilon),
        Normalization.Batch => BatchNorm2d(channels, batchNorm.Epsilon, batchNorm.Momentum),
        Normalization.Layer => new GroupNormLayer(1, channels),
        Normalization.Instance => new GroupNormLayer(channels, channels),
        Normalization.Pixel => new PixelNorm(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It must be a normalisation."),
    };

    /// <summary>Normalises, then applies a (leaky) ReLU.</summary>
    /// <param name="input">[N, C, H, W], left as it is.</param>
    /// <param name="norm">What <see cref="Create"/> made.</param>
    /// <param name="labels">The classes; null where there are none.</param>
    /// <param name="leakySlope">Slope below zero; 0 is a plain ReLU.</param>
    /// <returns>A tensor of its own. The caller disposes it.</returns>
    public static torch.Tensor NormalizeAndActivate(torch.Tensor input, Module? norm, torch.Tensor? labels, double leakySlope = 0)
    {
        // In place where the layer before returned a tensor of its own, which no gradient needs.
        if (norm is not null)
        {
            return ConvBlock.Activate(Normalize(input, norm, labels), leakySlope);
        }

        return leakySlope > 0 ? input.LeakyRelu(leakySlope) : functional.relu(input);
    }

    /// <summary>Lists what is wrong with a choice.</summary>
    public static IEnumerable<string> Validate(Normalization kind, string network)
    {
        if (!Enum.IsDefined(kind))
        {
            string names = string.Join(", ", Enum.GetNames<Normalization>());
            yield return $"the {network}'s normalisation is {(int)kind}; it must be one of {names}.";
        }
    }

    private static torch.Tensor Normalize(torch.Tensor input, Module norm, torch.Tensor? labels) => norm switch
    {
        ConditionalBatchNorm conditional => conditional.forward(input, labels!),
        Module<torch.Tensor, torch.Tensor> plain => plain.forward(input),
        _ => throw new ArgumentException($"{norm.GetName()} does not normalise.", nameof(norm)),
    };
}
