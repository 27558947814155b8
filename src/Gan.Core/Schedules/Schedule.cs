using System.Globalization;

namespace Gan.Core;

/// <summary>
/// A factor that changes while a run goes on: of a learning rate, a decay, the weight of a penalty, the strength of an augmentation. It
/// depends on the position alone, so that a resumed run goes on as it would have gone.
/// </summary>
/// <remarks>
/// <see cref="Start"/> holds until the share <see cref="From"/> of the run is done, then the factor goes to <see cref="End"/>, which it
/// reaches at the share <see cref="To"/>. A run that is resumed with more epochs is longer, and each share of it lies elsewhere.
/// </remarks>
public sealed record Schedule
{
    /// <summary>The factor 1, always.</summary>
    public static Schedule Constant { get; } = new();

    /// <summary>How it goes from start to end.</summary>
    /// <value>The default value is <see cref="ScheduleShape.Linear"/>.</value>
    public ScheduleShape Shape { get; init; }

    /// <summary>The factor at first, at least 0.</summary>
    /// <value>The default value is 1.</value>
    public double Start { get; init; } = 1;

    /// <summary>The factor at last, at least 0.</summary>
    /// <value>The default value is 1.</value>
    public double End { get; init; } = 1;

    /// <summary>The share of the run after which it begins to change, in [0, 1].</summary>
    /// <value>The default value is 0.</value>
    public double From { get; init; }

    /// <summary>The share of the run after which it has changed, in [0, 1] and not below <see cref="From"/>.</summary>
    /// <value>The default value is 1.</value>
    public double To { get; init; } = 1;

    /// <summary>Steps from the first over which the factor grows in equal parts to what it would be without them, at least 0.</summary>
    /// <value>The default value is 0.</value>
    public long WarmUpSteps { get; init; }

    /// <summary>A straight line between two factors.</summary>
    /// <param name="start">The factor at first, at least 0.</param>
    /// <param name="end">The factor at last, at least 0.</param>
    /// <param name="from">The share of the run after which it begins to change, in [0, 1].</param>
    /// <param name="to">The share of the run after which it has changed.</param>
    /// <returns>The schedule.</returns>
    public static Schedule Linear(double start, double end, double from = 0, double to = 1) =>
        new() { Start = start, End = end, From = from, To = to };

    /// <summary>Half a cosine between two factors.</summary>
    /// <param name="start">The factor at first, at least 0.</param>
    /// <param name="end">The factor at last, at least 0.</param>
    /// <param name="from">The share of the run after which it begins to change, in [0, 1].</param>
    /// <param name="to">The share of the run after which it has changed.</param>
    /// <returns>The schedule.</returns>
    public static Schedule Cosine(double start, double end, double from = 0, double to = 1) =>
        new() { Shape = ScheduleShape.Cosine, Start = start, End = end, From = from, To = to };

    /// <summary>The same with a warm-up.</summary>
    /// <param name="steps">Steps over which the factor grows, at least 0.</param>
    /// <returns>The schedule.</returns>
    public Schedule WithWarmUp(long steps) => this with { WarmUpSteps = steps };

    /// <summary>The factor at a step.</summary>
    /// <param name="position">Where the step is.</param>
    /// <returns>The factor, at least 0.</returns>
    public double At(StepPosition position)
    {
        double warmth = WarmUpSteps > 0 ? Math.Min(1, (position.Step + 1.0) / WarmUpSteps) : 1;
        double way = position.Share <= From ? 0 : position.Share >= To ? 1 : (position.Share - From) / (To - From);
        double changed = Shape == ScheduleShape.Cosine ? (1 - Math.Cos(Math.PI * way)) / 2 : way;
        return warmth * (Start + ((End - Start) * changed));
    }

    /// <summary>Lists what is wrong with the schedule.</summary>
    /// <param name="owner">What it changes, for messages, such as <c>the generator's learning rate</c>.</param>
    /// <returns>A sentence for each problem, saying what to change; empty when it can be followed.</returns>
    public IEnumerable<string> Validate(string owner)
    {
        if (!Enum.IsDefined(Shape))
        {
            yield return $"{(int)Shape} is not a shape for the schedule of {owner}; choose Linear or Cosine.";
        }

        if (!(Start >= 0) || !(End >= 0) || double.IsInfinity(Start + End))
        {
            yield return $"the schedule of {owner} goes from {Start} to {End}; both must be at least 0.";
        }

        if (!(From >= 0 && From <= To && To <= 1))
        {
            yield return $"the schedule of {owner} changes between the shares {From} and {To} of the run; give 0 ≤ From ≤ To ≤ 1.";
        }

        if (WarmUpSteps < 0)
        {
            yield return $"the schedule of {owner} warms up for {WarmUpSteps} steps; there must be at least 0.";
        }
    }

    /// <summary>Writes the schedule for the name of a part: <c>1</c>, <c>linear 1→0.1 from 0.75 to 1</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        string warmUp = WarmUpSteps > 0 ? $", warm-up {WarmUpSteps}" : "";
        string way = Start == End
            ? string.Create(CultureInfo.InvariantCulture, $"{Start}")
            : string.Create(CultureInfo.InvariantCulture, $"{(Shape == ScheduleShape.Cosine ? "cosine" : "linear")} {Start}→{End} from {From} to {To}");
        return way + warmUp;
    }
}
