namespace Gan.Evaluation;

/// <summary>What augmentations change in a picture, each as one number.</summary>
internal static class PictureTraces
{
    // Augmentations fill with 0, which is byte 127 or 128; JPEG and generators miss it by a little.
    private const double MidGrey = 127.5;
    private const double Near = 6;

    /// <summary>The traces by name.</summary>
    public static IReadOnlyList<(string Name, Func<PicturePixels, double> Look)> All { get; } =
    [
        ("brightness", picture => Mean(picture, picture.Grey)),
        ("saturation", Saturation),
        ("contrast", Contrast),
        ("flat edges", FlatEdges),
        ("grey area", picture => Mean(picture, (y, x) => IsGrey(picture, y, x) ? 1 : 0)),
    ];

    private static double Saturation(PicturePixels picture) => Mean(picture, (y, x) =>
    {
        double grey = picture.Grey(y, x), sum = 0;
        for (int channel = 0; channel < picture.Colours; channel++)
        {
            sum += Math.Abs(picture.At(channel, y, x) - grey);
        }

        return sum / picture.Colours;
    });

    private static double Contrast(PicturePixels picture)
    {
        double mean = Mean(picture, picture.Grey);
        return Math.Sqrt(Mean(picture, (y, x) => (picture.Grey(y, x) - mean) * (picture.Grey(y, x) - mean)));
    }

    /// <summary>Rows and columns at the edges that are mid-grey from end to end.</summary>
    private static double FlatEdges(PicturePixels picture)
    {
        (int height, int width) = (picture.Height, picture.Width);
        return Run(height, y => Row(picture, y)) + Run(height, y => Row(picture, height - 1 - y))
            + Run(width, x => Column(picture, x)) + Run(width, x => Column(picture, width - 1 - x));

        static int Run(int most, Func<int, bool> isFlat)
        {
            int run = 0;
            while (run < most && isFlat(run))
            {
                run++;
            }

            return run;
        }
    }

    private static bool Row(PicturePixels picture, int y) => Enumerable.Range(0, picture.Width).All(x => IsGrey(picture, y, x));

    private static bool Column(PicturePixels picture, int x) => Enumerable.Range(0, picture.Height).All(y => IsGrey(picture, y, x));

    private static bool IsGrey(PicturePixels picture, int y, int x)
    {
        for (int channel = 0; channel < picture.Colours; channel++)
        {
            if (Math.Abs(picture.At(channel, y, x) - MidGrey) > Near)
            {
                return false;
            }
        }

        return true;
    }

    private static double Mean(PicturePixels picture, Func<int, int, double> of)
    {
        double sum = 0;
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                sum += of(y, x);
            }
        }

        return sum / (picture.Height * picture.Width);
    }
}
