using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>How a <see cref="Schedule"/> goes from its start to its end.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScheduleShape>))]
public enum ScheduleShape
{
    /// <summary>Along a straight line.</summary>
    Linear,

    /// <summary>Along half a cosine: slowly, fast in the middle, slowly again (Loshchilov and Hutter 2017).</summary>
    Cosine,
}
