using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Changes each picture by each of some augmentations with a probability, one independent of the other (Karras et al. 2020).
/// </summary>
internal sealed class RandomAugmentation : IAugmentation
{
    private readonly double _probability;
    private readonly Schedule _schedule;
    private readonly IReadOnlyList<IAugmentation> _augmentations;

    public RandomAugmentation(double probability, Schedule schedule, IReadOnlyList<IAugmentation> augmentations)
    {
        Requires.Share(probability, nameof(probability));
        Requires.Valid(schedule, "the probability of augmentation");
        Requires.Stateless(augmentations, nameof(augmentations));
        (_probability, _schedule, _augmentations) = (probability, schedule, augmentations);
    }

    public string Name => PartName.Of(
        "random", ("probability", _probability), ("schedule", _schedule), ("of", string.Join(" + ", _augmentations.Select(one => one.Name))));

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using torch.Tensor probability = TensorMath.Filled([], _probability * _schedule.At(position), torch.ScalarType.Float32, images.device);
        return Apply(images, position, probability, _augmentations);
    }

    /// <summary>Applies each augmentation to the pictures that a draw chooses.</summary>
    /// <param name="images">float32 [N, channels, height, width].</param>
    /// <param name="position">Where in its run the step is.</param>
    /// <param name="probability">float32 [], on the pictures' device, where it may stay: nothing waits for it.</param>
    /// <param name="augmentations">The augmentations, the first one first.</param>
    /// <returns>The same shape; a tensor of its own.</returns>
    public static torch.Tensor Apply(
        torch.Tensor images, StepPosition position, torch.Tensor probability, IReadOnlyList<IAugmentation> augmentations)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor seen = images.alias();
        foreach (IAugmentation augmentation in augmentations)
        {
            torch.Tensor changes = torch.rand([images.shape[0], 1, 1, 1], torch.ScalarType.Float32, images.device).lt(probability);
            seen = torch.where(changes, augmentation.Apply(seen, position), seen);
        }

        return seen.MoveToOuterDisposeScope();
    }
}
