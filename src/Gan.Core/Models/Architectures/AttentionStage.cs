namespace Gan.Core;

/// <summary>Where attention stands in a network: at 16 pixels, where pictures have parts and few enough pixels to compare all.</summary>
internal static class AttentionStage
{
    private const int Side = 16;

    /// <summary>The first stage of a generator whose shorter side has at least 16 pixels; the last if none has.</summary>
    /// <param name="doublings">How many stages there are, each of which doubles.</param>
    /// <param name="image">The picture, after the last stage.</param>
    public static int OfGenerator(int doublings, ImageShape image)
    {
        int side = Math.Min(image.Height, image.Width) >> doublings;
        int stage = 0;
        while (stage < doublings - 1 && side << (stage + 1) < Side)
        {
            stage++;
        }

        return stage;
    }

    /// <summary>The last halving stage of a discriminator whose shorter side still has 16 pixels; the first stage if none has.</summary>
    /// <param name="halvings">How many stages halve, from the first.</param>
    /// <param name="image">The picture, before the first stage.</param>
    public static int OfDiscriminator(int halvings, ImageShape image)
    {
        int side = Math.Min(image.Height, image.Width);
        int stage = 0;
        while (stage + 1 < halvings && side >> (stage + 2) >= Side)
        {
            stage++;
        }

        return stage;
    }
}
