namespace Gan.Core;

/// <summary>
/// The penalties of the literature, for <see cref="GanBuilder.WithPenalty(IPenalty)"/>. Gradients with respect to pictures are taken at the
/// pictures before augmentation. A weight is multiplied by the factor of its schedule at the step.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A weight is below 0, an interval below 1, or another number outside its range.</exception>
/// <exception cref="ArgumentException">A schedule cannot be followed.</exception>
public static class Penalties
{
    /// <summary>
    /// R1: γ/2 · E‖∇D(x)‖² at real pictures, so that the discriminator is flat there (Mescheder et al. 2018, whose half is in it: code that
    /// leaves the half out has half the γ for the same).
    /// </summary>
    /// <param name="gamma">γ, at least 0; about 0.01 to 0.1 at 32×32, and four times that with each doubling of the side.</param>
    /// <param name="every">
    /// It is added at every so many steps and then counts as many times (<see cref="IPenalty.Interval"/>), at least 1.
    /// </param>
    /// <param name="schedule">The factor of γ; null for 1, always.</param>
    /// <returns>The penalty.</returns>
    public static IPenalty R1(double gamma, int every = 1, Schedule? schedule = null) =>
        new ZeroCentredPenalty(new PenaltyStrength(gamma, schedule, nameof(gamma)), Interval(every), OfReal: true);

    /// <summary>R2: γ/2 · E‖∇D(G(z))‖² at generated pictures (Mescheder et al. 2018); beside R1 in R3GAN (Huang et al. 2024).</summary>
    /// <param name="gamma">γ, at least 0.</param>
    /// <param name="every">It is added at every so many steps and then counts as many times, at least 1.</param>
    /// <param name="schedule">The factor of γ; null for 1, always.</param>
    /// <returns>The penalty.</returns>
    public static IPenalty R2(double gamma, int every = 1, Schedule? schedule = null) =>
        new ZeroCentredPenalty(new PenaltyStrength(gamma, schedule, nameof(gamma)), Interval(every), OfReal: false);

    /// <summary>
    /// WGAN-GP: weight · E(‖∇D‖ − 1)² at pictures that lie at a random place between a real and a generated one (Gulrajani et al. 2017). It
    /// costs a pass of its own, and is refused beside batch normalisation in the discriminator, where a picture has no gradient of its own.
    /// </summary>
    /// <param name="weight">At least 0.</param>
    /// <param name="every">It is added at every so many steps and then counts as many times, at least 1.</param>
    /// <param name="schedule">The factor of the weight; null for 1, always.</param>
    /// <returns>The penalty.</returns>
    public static IPenalty GradientPenalty(double weight = 10, int every = 1, Schedule? schedule = null) =>
        new InterpolationPenalty(new PenaltyStrength(weight, schedule), Interval(every));

    /// <summary>
    /// LeCam: logits of real pictures are held to a moving average of those of generated ones, and the other way round, which helps with
    /// few pictures (Tseng et al. 2021; as in the authors' code only the excess counts). It has numbers of its own: give the builder a
    /// function, <c>WithPenalty(() => Penalties.LeCam())</c>. The trainer disposes it.
    /// </summary>
    /// <param name="weight">At least 0. What is right depends on the scale of the logits: 0.3 for hinge, far less for others.</param>
    /// <param name="decay">What an average keeps at each batch (and at each part of one), in [0, 1).</param>
    /// <param name="startStep">The step from which it is added, at least 0; until then the averages are those of the last batch.</param>
    /// <param name="schedule">The factor of the weight; null for 1, always.</param>
    /// <returns>The penalty.</returns>
    public static IPenalty LeCam(double weight = 0.3, double decay = 0.99, long startStep = 1000, Schedule? schedule = null)
    {
        if (decay is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "It must lie in [0, 1); 0.99 is usual.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(startStep);
        return new LeCamPenalty(new PenaltyStrength(weight, schedule), decay, startStep);
    }

    /// <summary>
    /// CR: real pictures are judged again under another draw of the augmentations, and the mean squared difference of the logits is added
    /// (Zhang et al. 2020; there the first look is at the plain pictures). It costs a pass of the real pictures, and is refused without an
    /// augmentation.
    /// </summary>
    /// <param name="weight">At least 0.</param>
    /// <param name="schedule">The factor of the weight; null for 1, always.</param>
    /// <returns>The penalty.</returns>
    public static IPenalty Consistency(double weight = 10, Schedule? schedule = null) =>
        new ConsistencyPenalty(new PenaltyStrength(weight, schedule), fake: null);

    /// <summary>bCR: <see cref="Consistency"/> of real and of generated pictures (Zhao et al. 2020). It costs a pass of both.</summary>
    /// <param name="realWeight">The weight of real pictures, at least 0.</param>
    /// <param name="fakeWeight">The weight of generated pictures, at least 0.</param>
    /// <param name="schedule">The factor of both weights; null for 1, always.</param>
    /// <returns>The penalty.</returns>
    public static IPenalty BalancedConsistency(double realWeight = 10, double fakeWeight = 10, Schedule? schedule = null) =>
        new ConsistencyPenalty(new PenaltyStrength(realWeight, schedule, "real"), new PenaltyStrength(fakeWeight, schedule, "fake"));

    private static int Interval(int every) =>
        every >= 1 ? every : throw new ArgumentOutOfRangeException(nameof(every), every, "It must be at least 1.");
}
