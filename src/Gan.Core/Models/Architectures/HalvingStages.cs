namespace Gan.Core;

/// <summary>The stages of a discriminator of which some halve height and width.</summary>
internal static class HalvingStages
{
    /// <summary>Lists what is wrong with the channels of the stages, or with their halvings.</summary>
    public static IEnumerable<string> Validate(ChannelList channels, int halvings, ImageShape image)
    {
        if (channels.Count is < 1 or > 16 || channels.Any(count => count < 1))
        {
            yield return $"the discriminator's channels are {channels}; give 1 to 16 counts, each at least 1.";
        }
        else if (halvings < 0 || halvings > channels.Count)
        {
            yield return $"the discriminator halves {halvings} times and has {channels.Count} stages; "
                + $"choose 0 to {channels.Count} halvings.";
        }
        else if (image.Height % (1 << halvings) != 0 || image.Width % (1 << halvings) != 0)
        {
            yield return $"{halvings} halvings need a height and width that {1 << halvings} divides; the pictures are {image}.";
        }
    }
}
