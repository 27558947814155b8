using System.Text.Json.Serialization;

namespace Gan.Detection;

/// <summary>A picture that a detector is surest of, or most wrong about.</summary>
/// <param name="IsFake">Whether it is generated.</param>
/// <param name="Source">The data set or generator that it comes from.</param>
/// <param name="Probability">The calibrated probability of being generated that it got.</param>
/// <param name="Pixels">Its bytes, CHW; not part of a JSON text.</param>
public sealed record DetectionExample(bool IsFake, string Source, double Probability, [property: JsonIgnore] byte[] Pixels);
