namespace Gan.Core;

/// <summary>The spectral norm that options ask for.</summary>
internal static class SpectralNormChoice
{
    /// <summary>Lists what is wrong with it.</summary>
    public static IEnumerable<string> Validate(double? norm, string network)
    {
        if (norm is { } value && (!(value > 0) || double.IsInfinity(value)))
        {
            yield return $"the {network}'s spectral norm is {value}; it must be above 0 (1 is usual), or null for none.";
        }
    }
}
