namespace Gan.Core;

/// <summary>A colour; each part from 0 (dark) to 1 (bright).</summary>
internal readonly record struct Rgb(float R, float G, float B)
{
    public static Rgb FromHex(int rgb) => new((rgb >> 16) / 255f, ((rgb >> 8) & 0xFF) / 255f, (rgb & 0xFF) / 255f);

    /// <summary>The colour on the way to another: 0 is this one, 1 the other.</summary>
    public Rgb Mix(Rgb other, float amount) =>
        new(R + (other.R - R) * amount, G + (other.G - G) * amount, B + (other.B - B) * amount);

    public Rgb Darker(float amount) => Mix(new Rgb(0f, 0f, 0f), amount);

    public Rgb Lighter(float amount) => Mix(new Rgb(1f, 1f, 1f), amount);
}
