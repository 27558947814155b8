namespace Gan.Core;

/// <summary>The mixing step of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).</summary>
internal static class SplitMix64
{
    /// <summary>The step between two states: 2⁶⁴ divided by the golden ratio, made odd.</summary>
    public const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Spreads every bit of the input over the whole output; different inputs give different outputs.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>The mixed value.</returns>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
