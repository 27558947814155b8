using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>The distribution that latent vectors are drawn from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LatentDistribution>))]
public enum LatentDistribution
{
    /// <summary>Each number independently uniform on [−1, 1).</summary>
    Uniform,

    /// <summary>Each number independently standard normal.</summary>
    Normal,
}
