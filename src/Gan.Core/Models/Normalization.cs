using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>How the activations of a network are normalised.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Normalization>))]
public enum Normalization
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>
    /// Each channel over the batch (Ioffe and Szegedy 2015), with a scale and a shift for each class where there are classes.
    /// </summary>
    Batch,

    /// <summary>All channels and pixels of a picture together (Ba et al. 2016).</summary>
    Layer,

    /// <summary>Each channel of a picture by itself (Ulyanov et al. 2016).</summary>
    Instance,

    /// <summary>The channels of each pixel (Karras et al. 2018), without weights.</summary>
    Pixel,
}
