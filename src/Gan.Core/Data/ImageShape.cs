using System.Globalization;
using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>The size of one picture, in the order in which its pixels are stored.</summary>
/// <param name="Channels">Colour channels: 3 for RGB, 1 for grey.</param>
/// <param name="Height">Rows of pixels.</param>
/// <param name="Width">Columns of pixels.</param>
public readonly record struct ImageShape(int Channels, int Height, int Width)
{
    /// <summary>Values in one picture: channels × height × width.</summary>
    [JsonIgnore]
    public int ValueCount => Channels * Height * Width;

    internal IEnumerable<string> Validate()
    {
        if (Channels < 1 || Height < 1 || Width < 1)
        {
            yield return $"the picture shape is {this}; every side must be at least 1.";
        }
    }

    /// <summary>Writes the shape as <c>3×32×32</c>.</summary>
    /// <returns>Channels × height × width.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Channels}×{Height}×{Width}");
}
