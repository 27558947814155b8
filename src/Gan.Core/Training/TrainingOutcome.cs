namespace Gan.Core;

/// <summary>How a run ended.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>It was cancelled, between two steps; the state is whole.</summary>
    Cancelled,

    /// <summary>Something was not finite; the state is the last one in which all was.</summary>
    Diverged,

    /// <summary>An exception ended it; the state may be in the middle of a step and must not be saved.</summary>
    Failed,

    /// <summary>An observer asked for the end, at a tick; the state is whole.</summary>
    Stopped,
}
