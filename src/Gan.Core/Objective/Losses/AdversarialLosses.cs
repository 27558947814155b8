namespace Gan.Core;

/// <summary>The losses of the literature.</summary>
public static class AdversarialLosses
{
    /// <summary>
    /// Binary cross-entropy with labels 1 for real and 0 for generated, and the non-saturating loss for the generator (Goodfellow et al.
    /// 2014). The discriminator's loss is half the sum of its two parts.
    /// </summary>
    public static IAdversarialLoss BinaryCrossEntropy { get; } = new BinaryCrossEntropyLoss();

    /// <summary>Hinge loss (Lim and Ye 2017; Miyato et al. 2018).</summary>
    public static IAdversarialLoss Hinge { get; } = new HingeLoss();

    /// <summary>Least squares with targets 1 and 0 (Mao et al. 2017).</summary>
    public static IAdversarialLoss LeastSquares { get; } = new LeastSquaresLoss();

    /// <summary>
    /// The critic's mean score of generated pictures minus that of real ones (Arjovsky et al. 2017). The critic must be kept from growing
    /// steep: add <see cref="Penalties.GradientPenalty"/>, or give its layers a spectral norm. Scores are no probabilities, and D(x) of the
    /// history is their sigmoid all the same.
    /// </summary>
    public static IAdversarialLoss Wasserstein { get; } = new WassersteinLoss();

    /// <summary>
    /// Real pictures should look more real than generated ones, pair by pair (Jolicoeur-Martineau 2018; Huang et al. 2024, "R3GAN", with
    /// <see cref="Penalties.R1"/> and <see cref="Penalties.R2"/>). The generator's turn costs a pass of the real pictures.
    /// </summary>
    public static IAdversarialLoss RelativisticPairing { get; } = new RelativisticPairingLoss();

    /// <summary>
    /// <see cref="BinaryCrossEntropy"/> with softer labels in the discriminator's turn: one-sided smoothing (Salimans et al. 2016) and
    /// labels that are wrong at random (Chintala et al. 2016).
    /// </summary>
    /// <param name="labelSmoothing">What the label of real pictures falls short of 1, in [0, 1); 0.1 is usual.</param>
    /// <param name="labelFlips">The probability that a picture gets the label of the other kind, in [0, 1/2).</param>
    /// <returns>The loss; <see cref="BinaryCrossEntropy"/> itself when both are 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static IAdversarialLoss CrossEntropy(double labelSmoothing = 0, double labelFlips = 0)
    {
        if (labelSmoothing is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(labelSmoothing), labelSmoothing, "It must lie in [0, 1); 0.1 is usual.");
        }

        if (labelFlips is not (>= 0 and < 0.5))
        {
            throw new ArgumentOutOfRangeException(nameof(labelFlips), labelFlips, "It must lie in [0, 1/2); 0.05 is usual.");
        }

        return labelSmoothing == 0 && labelFlips == 0 ? BinaryCrossEntropy : new SoftenedCrossEntropyLoss(labelSmoothing, labelFlips);
    }

    /// <summary>
    /// Another loss, whose generator learns only from its best pictures: of those of a step (or of a part of its gradients) the share with
    /// the highest logits counts, at least one picture (Sinha et al. 2020). Real logits, where the loss asks for them, are those at the
    /// same places of the batch. The discriminator learns as before.
    /// </summary>
    /// <param name="inner">The loss.</param>
    /// <param name="share">The share that counts at last, in (0, 1].</param>
    /// <param name="schedule">
    /// How far the share has come, from 0, where all pictures count, to 1, where <paramref name="share"/> of them do; null for
    /// <c>Schedule.Linear(0, 1)</c>, over the whole run.
    /// </param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is outside its range.</exception>
    /// <exception cref="ArgumentException">The schedule cannot be followed, or the loss has numbers of its own.</exception>
    public static IAdversarialLoss TopK(IAdversarialLoss inner, double share = 0.5, Schedule? schedule = null)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (share is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "It must lie in (0, 1]; 0.5 is usual.");
        }

        if (inner is IStatefulPart)
        {
            throw new ArgumentException(
                $"{inner.Name} has numbers of its own, which checkpoints would miss within another loss.", nameof(inner));
        }

        Schedule followed = schedule ?? Schedule.Linear(0, 1);
        Requires.Valid(followed, "the share of pictures");
        return new TopKLoss(inner, share, followed);
    }
}
