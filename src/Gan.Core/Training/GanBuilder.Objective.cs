namespace Gan.Core;

/// <content>What is learnt by: the loss, what is added to it, and what the discriminator sees.</content>
public sealed partial class GanBuilder
{
    /// <summary>Sets what the networks minimise.</summary>
    /// <param name="loss">One of <see cref="AdversarialLosses"/>, or your own.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithLoss(IAdversarialLoss loss)
    {
        Loss = loss;
        return this;
    }

    /// <summary>Adds something to the discriminator's loss, beside what was added before.</summary>
    /// <param name="penalty">The penalty. One with a state of its own is given as a function.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">It has a state of its own (<see cref="IStatefulPart"/>).</exception>
    public GanBuilder WithPenalty(IPenalty penalty) => WithPenalty(Stateless(penalty));

    /// <summary>Adds something to the discriminator's loss, made anew for each trainer.</summary>
    /// <param name="create">Makes the penalty; the trainer owns it.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithPenalty(Func<IPenalty> create)
    {
        _penalties.Add(create);
        return this;
    }

    /// <summary>Changes the pictures that the discriminator sees, after what was added before.</summary>
    /// <param name="augmentation">The augmentation. One with a state of its own is given as a function.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">It has a state of its own (<see cref="IStatefulPart"/>).</exception>
    public GanBuilder WithAugmentation(IAugmentation augmentation) => WithAugmentation(Stateless(augmentation));

    /// <summary>Changes the pictures that the discriminator sees by something made anew for each trainer.</summary>
    /// <param name="create">Makes the augmentation; the trainer owns it.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithAugmentation(Func<IAugmentation> create)
    {
        _augmentations.Add(create);
        return this;
    }

    /// <summary>
    /// Lets the discriminator see all pictures in other colours and places, so that it cannot learn the real ones by heart: what a few
    /// thousand pictures need most (Zhao et al. 2020, "Differentiable augmentation for data-efficient GAN training").
    /// </summary>
    /// <param name="colour">Whether brightness, saturation and contrast change.</param>
    /// <param name="translation">Whether pictures move by up to an eighth of their size.</param>
    /// <param name="cutout">Whether a quarter of each picture is covered; it can show in the generated ones.</param>
    /// <returns>This builder.</returns>
    public GanBuilder WithDiffAugment(bool colour = true, bool translation = true, bool cutout = false)
    {
        IAugmentation?[] chosen =
        [
            colour ? Augmentations.Colour() : null,
            translation ? Augmentations.Translation() : null,
            cutout ? Augmentations.Cutout() : null,
        ];
        foreach (IAugmentation augmentation in chosen.OfType<IAugmentation>())
        {
            WithAugmentation(augmentation);
        }

        return this;
    }

    /// <summary>A trainer disposes what has a state, so that the next one would get it disposed.</summary>
    private static Func<T> Stateless<T>(T part)
        where T : IObjectivePart => part is IStatefulPart
            ? throw new ArgumentException(
                $"{part.Name} has a state of its own, and each trainer needs one: give a function that makes it, () => ….", nameof(part))
            : () => part;
}
