using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>What to do when a loss or a weight is no longer a finite number. It is noticed at the end of the tick it happens in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NonFinitePolicy>))]
public enum NonFinitePolicy
{
    /// <summary>Return to the state at the start of the tick, let observers save it, and stop with <see cref="TrainingDivergedException"/>.</summary>
    Stop,

    /// <summary>
    /// Return to the state at the start of the tick and go on with other random draws; after
    /// <see cref="GanOptions.MaxRollBacks"/> returns in a row, stop as <see cref="Stop"/> does.
    /// </summary>
    RollBack,
}
