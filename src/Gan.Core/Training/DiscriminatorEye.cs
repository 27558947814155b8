using TorchSharp;

namespace Gan.Core;

/// <summary>How the discriminator sees pictures in training: augmented, and in the numbers that it computes in.</summary>
internal sealed class DiscriminatorEye(IDiscriminator discriminator, IReadOnlyList<IAugmentation> augmentations, torch.ScalarType type)
{
    /// <summary>Judges pictures.</summary>
    /// <param name="images">float [N, channels, height, width] in [−1, 1].</param>
    /// <param name="labels">int64 [N], or null; of fewer than N pictures when these are several batches one after the other.</param>
    /// <param name="position">Where in its run the turn is.</param>
    /// <returns>Logits [N], in float32 at least: the loss is no place to round.</returns>
    public torch.Tensor Judge(torch.Tensor images, torch.Tensor? labels, StepPosition position)
    {
        torch.Tensor seen = augmentations.Count == 0 ? images : Augment(images, position);
        torch.Tensor logits = discriminator.Discriminate(seen.to_type(type), ForAll(labels, images));
        return type == torch.ScalarType.BFloat16 ? logits.to_type(torch.ScalarType.Float32) : logits;
    }

    /// <summary>Colours and places are no place to round either.</summary>
    private torch.Tensor Augment(torch.Tensor images, StepPosition position)
    {
        torch.Tensor seen = images.dtype == torch.ScalarType.BFloat16 ? images.to_type(torch.ScalarType.Float32) : images;
        foreach (IAugmentation augmentation in augmentations)
        {
            seen = augmentation.Apply(seen, position);
        }

        return seen;
    }

    private static torch.Tensor? ForAll(torch.Tensor? labels, torch.Tensor images) =>
        labels is null || labels.size(0) == images.size(0) ? labels : labels.repeat(images.size(0) / labels.size(0));
}
