namespace Gan.Core;

/// <summary>
/// Changes of the pictures that the discriminator sees, real and generated alike, all differentiable. <c>WithDiffAugment()</c> on the
/// builder adds those of Zhao et al. 2020.
/// </summary>
public static class Augmentations
{
    /// <summary>
    /// Brightness, saturation and contrast, drawn for each picture (Zhao et al. 2020). A fourth channel, alpha, stays as it is; pictures
    /// of one channel have no saturation.
    /// </summary>
    /// <param name="brightness">Up to so much is added, at least 0; pixels go from −1 to 1. The default value is 0.5.</param>
    /// <param name="saturation">The distance from grey is multiplied by 1 ± up to so much, at least 0. The default value is 1.</param>
    /// <param name="contrast">
    /// The distance from the picture's mean is multiplied by 1 ± up to so much, at least 0. The default value is 0.5.
    /// </param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or not finite.</exception>
    public static IAugmentation Colour(double brightness = 0.5, double saturation = 1, double contrast = 0.5) =>
        new ColourAugmentation(brightness, saturation, contrast);

    /// <summary>Moves each picture by whole pixels, in both directions, and fills up with mid-grey (Zhao et al. 2020).</summary>
    /// <param name="share">Up to which share of height and width, in [0, 1]. The default value is 0.125: four pixels of 32.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> does not lie in [0, 1].</exception>
    public static IAugmentation Translation(double share = 0.125) => new TranslationAugmentation(share);

    /// <summary>
    /// Covers a rectangle of each picture with mid-grey (DeVries and Taylor 2017; Zhao et al. 2020). It can show in the generated
    /// pictures when training is long: see the check for leaks.
    /// </summary>
    /// <param name="share">Its share of height and width, in [0, 1]. The default value is 0.5.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> does not lie in [0, 1].</exception>
    public static IAugmentation Cutout(double share = 0.5) => new CutoutAugmentation(share);

    /// <summary>
    /// Mirrors each picture left to right with probability 1/2. <see cref="GanOptions.HorizontalFlip"/> mirrors the real ones alone, so
    /// that generated ones learn to be mirrored too.
    /// </summary>
    /// <returns>The augmentation.</returns>
    public static IAugmentation Flip() => new FlipAugmentation();

    /// <summary>Adds Gaussian noise to each pixel (instance noise: Sønderby et al. 2017).</summary>
    /// <param name="deviation">Its standard deviation, at least 0; pixels go from −1 to 1. The default value is 0.1.</param>
    /// <param name="schedule">How it changes: the factor of the deviation; null for a straight line to 0 at the end of the run.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="deviation"/> is negative or not finite.</exception>
    /// <exception cref="ArgumentException">The schedule cannot be followed.</exception>
    public static IAugmentation Noise(double deviation = 0.1, Schedule? schedule = null) =>
        new NoiseAugmentation(deviation, schedule ?? Schedule.Linear(1, 0));

    /// <summary>Changes each picture by each of some augmentations with a probability, and leaves it as it is otherwise.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="schedule">How it changes: the factor of the probability; null for none.</param>
    /// <param name="augmentations">What is done, the first one first; none with a state of its own.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> does not lie in [0, 1].</exception>
    /// <exception cref="ArgumentException">The schedule cannot be followed, or an augmentation has a state.</exception>
    public static IAugmentation Random(double probability, Schedule? schedule, params IReadOnlyList<IAugmentation> augmentations) =>
        new RandomAugmentation(probability, schedule ?? Schedule.Constant, augmentations);

    /// <summary>
    /// Adaptive augmentation (ADA: Karras et al. 2020): the probability begins at 0 and grows while the discriminator is surer of the real
    /// pictures than a target, the mean sign of their logits; else it falls. It has no meaning for losses that look at differences of
    /// logits.
    /// </summary>
    /// <param name="target">The mean sign of the real logits that is aimed at, between −1 and 1. The default value is 0.6.</param>
    /// <param name="images">
    /// Real pictures over which the probability could go from 0 to 1, at least 1. The default value is 500,000.
    /// </param>
    /// <param name="interval">Steps between two changes of the probability, at least 1. The default value is 4.</param>
    /// <param name="augmentations">What is done, the first one first; none for colours, translation and flips.</param>
    /// <returns>A function that makes the augmentation, which the builder takes: each trainer has a probability of its own.</returns>
    public static Func<IAugmentation> Adaptive(
        double target = 0.6, long images = 500_000, int interval = 4, params IReadOnlyList<IAugmentation> augmentations)
    {
        IReadOnlyList<IAugmentation> chosen = augmentations.Count > 0 ? augmentations : [Flip(), Translation(), Colour()];
        // Tried once, so that a mistake shows here and not when the trainer is built.
        using (new AdaptiveAugmentation(target, images, interval, chosen))
        {
            return () => new AdaptiveAugmentation(target, images, interval, chosen);
        }
    }
}
