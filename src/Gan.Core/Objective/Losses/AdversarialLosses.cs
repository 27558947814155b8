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
}
