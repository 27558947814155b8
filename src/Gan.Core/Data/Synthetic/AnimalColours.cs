namespace Gan.Core;

/// <summary>The colours of one picture, drawn from small palettes and varied a little.</summary>
internal sealed record AnimalColours(Rgb Fur, Rgb Ear, Rgb Muzzle, Rgb Eye, Rgb SkyTop, Rgb SkyBottom, Rgb Ground)
{
    // Golden, chestnut, charcoal, cream, grey, fox red.
    private static readonly int[] Furs = [0xD9A05B, 0x8A5630, 0x4A4550, 0xF0DDBB, 0x9A9CA6, 0xC8682F];

    // Noon, evening, turquoise, haze.
    private static readonly (int Top, int Bottom)[] Skies =
        [(0x4D93D9, 0xB5DCF5), (0x6C5BA8, 0xF7B27A), (0x2FA3A8, 0xBFEBDD), (0x9FB4C7, 0xE6EAEC)];

    // Meadow, sand, moss, snow.
    private static readonly int[] Grounds = [0x5DA348, 0xD8BE84, 0x3E7046, 0xE9EFF5];

    private static readonly int[] Eyes = [0x2B1B12, 0x17202E, 0x3A2A12];

    public static AnimalColours Draw(SeededRandom random)
    {
        Rgb fur = Vary(random, Pick(random, Furs));
        (int skyTop, int skyBottom) = Skies[random.NextInt(Skies.Length)];
        float light = (random.NextSingle() - 0.5f) * 0.25f;
        bool darkEars = random.NextInt(2) == 0;
        return new AnimalColours(
            Fur: fur,
            Ear: darkEars ? fur.Darker(0.45f) : fur.Darker(0.15f),
            Muzzle: fur.Lighter(0.45f + 0.2f * random.NextSingle()),
            Eye: Rgb.FromHex(Pick(random, Eyes)),
            SkyTop: Shine(Rgb.FromHex(skyTop), light),
            SkyBottom: Shine(Rgb.FromHex(skyBottom), light),
            Ground: Shine(Vary(random, Pick(random, Grounds)), light));
    }

    private static int Pick(SeededRandom random, int[] palette) => palette[random.NextInt(palette.Length)];

    private static Rgb Vary(SeededRandom random, int colour)
    {
        (float r, float g, float b) = Rgb.FromHex(colour);
        float shade = 0.88f + 0.24f * random.NextSingle();
        return new Rgb(Part(r), Part(g), Part(b));

        float Part(float value) => Math.Clamp(value * shade + (random.NextSingle() - 0.5f) * 0.06f, 0f, 1f);
    }

    private static Rgb Shine(Rgb colour, float light) => light > 0f ? colour.Lighter(light) : colour.Darker(-light);
}
