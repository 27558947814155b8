using System.Text.Json.Serialization;

namespace Gan.Detection;

/// <summary>A picture that a detector is surest of, or most wrong about.</summary>
public sealed record DetectionExample
{
    /// <summary>Whether it is generated.</summary>
    public required bool IsFake { get; init; }

    /// <summary>The data set or generator that it comes from.</summary>
    public required string Source { get; init; }

    /// <summary>The calibrated probability of being generated that it got.</summary>
    public required double Probability { get; init; }

    /// <summary>Its bytes, CHW; not part of a JSON text.</summary>
    /// <value>The default value is empty.</value>
    [JsonIgnore]
    public byte[] Pixels { get; init; } = [];
}
