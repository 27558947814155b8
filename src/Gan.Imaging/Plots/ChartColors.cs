using SkiaSharp;

namespace Gan.Imaging;

/// <summary>The colours of curves, after Okabe and Ito (2008): told apart by the colour-blind too.</summary>
internal static class ChartColors
{
    public static SKColor Blue { get; } = new(0x00, 0x72, 0xB2);

    public static SKColor Vermillion { get; } = new(0xD5, 0x5E, 0x00);

    public static SKColor Green { get; } = new(0x00, 0x9E, 0x73);

    public static SKColor Purple { get; } = new(0xB0, 0x5A, 0x90);

    /// <summary>For what is only compared with.</summary>
    public static SKColor Grey { get; } = new(0x8A, 0x91, 0x99);

    /// <summary>The colours of curves that are drawn together, in order.</summary>
    public static IReadOnlyList<SKColor> InTurn { get; } = [Blue, Vermillion, Green, Purple];
}
