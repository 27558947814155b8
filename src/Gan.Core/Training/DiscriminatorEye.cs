using TorchSharp;

namespace Gan.Core;

/// <summary>How the discriminator sees pictures in training: augmented, and in the numbers that it computes in.</summary>
internal sealed class DiscriminatorEye(IDiscriminator discriminator, IReadOnlyList<IAugmentation> augmentations, torch.ScalarType type)
{
    /// <summary>Judges pictures.</summary>
    /// <param name="images">float [N, channels, height, width] in [−1, 1].</param>
    /// <param name="labels">int64 [N], or null.</param>
    /// <returns>Logits [N], in float32 at least: the loss is no place to round.</returns>
    public torch.Tensor Judge(torch.Tensor images, torch.Tensor? labels)
    {
        torch.Tensor seen = augmentations.Count == 0 ? images : Augment(images);
        torch.Tensor logits = discriminator.Discriminate(seen.to_type(type), labels);
        return type == torch.ScalarType.BFloat16 ? logits.to_type(torch.ScalarType.Float32) : logits;
    }

    /// <summary>Colours and places are no place to round either.</summary>
    private torch.Tensor Augment(torch.Tensor images)
    {
        torch.Tensor seen = images.dtype == torch.ScalarType.BFloat16 ? images.to_type(torch.ScalarType.Float32) : images;
        foreach (IAugmentation augmentation in augmentations)
        {
            seen = augmentation.Apply(seen);
        }

        return seen;
    }
}
