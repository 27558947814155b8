namespace Gan.Core;

/// <summary>Checks of the parameters of parts, written so that what is not a number fails too.</summary>
internal static class Requires
{
    public static void AtLeastZero(double value, string name)
    {
        if (!(value >= 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must be at least 0, and finite.");
        }
    }

    public static void AboveZero(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must be above 0, and finite.");
        }
    }

    /// <summary>A share from 0 to 1, both included.</summary>
    public static void Share(double value, string name)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must lie in [0, 1].");
        }
    }

    /// <summary>Augmentations that are applied by another one: their own numbers would be in no checkpoint.</summary>
    public static void Stateless(IReadOnlyList<IAugmentation> augmentations, string name)
    {
        ArgumentNullException.ThrowIfNull(augmentations, name);
        if (augmentations.Count == 0)
        {
            throw new ArgumentException("Name at least one augmentation.", name);
        }

        if (augmentations.OfType<IStatefulPart>().FirstOrDefault() is { } stateful)
        {
            throw new ArgumentException($"{stateful.Name} has a state of its own: give it to the builder itself.", name);
        }
    }

    public static void Valid(Schedule schedule, string owner)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (schedule.Validate(owner).FirstOrDefault() is { } problem)
        {
            throw new ArgumentException(problem, nameof(schedule));
        }
    }
}
