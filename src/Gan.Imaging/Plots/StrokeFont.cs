using System.Globalization;
using System.Text;
using SkiaSharp;

namespace Gan.Imaging;

/// <summary>
/// Text as drawn lines. Containers seldom have a font installed, and without one a graphics library draws no text at all; these letters are
/// always there and look the same on every machine.
/// </summary>
internal static class StrokeFont
{
    private const float CapHeight = 20;
    private const float CapHeightPerSize = 0.7f;
    private const float LetterGap = 5.2f;
    private const float SpaceWidth = 3.4f;
    private const float DigitWidth = 12;
    private const float RegularStroke = 2.2f;
    private const float BoldStroke = 3.2f;

    private static readonly Dictionary<char, (SKPath Path, float Width)> Glyphs = StrokeGlyphs.Paths.ToDictionary(entry => entry.Key, entry =>
    {
        SKPath path = SKPath.ParseSvgPathData(entry.Value);
        return (path, char.IsAsciiDigit(entry.Key) ? DigitWidth : path.TightBounds.Right);
    });

    /// <summary>The width of a line of text.</summary>
    /// <param name="text">Characters outside the font count as what <see cref="Draw"/> puts in their place.</param>
    /// <param name="size">The size of the text, in pixels, as fonts count it: capitals are 0.7 of it high.</param>
    /// <returns>In pixels, from the middle of the first stroke to the middle of the last.</returns>
    public static float Measure(string text, float size)
    {
        float width = 0;
        foreach (char character in Drawable(text))
        {
            width += Advance(character);
        }

        return Math.Max(0, width - LetterGap) * Scale(size);
    }

    /// <summary>Draws a line of text.</summary>
    /// <param name="canvas">The canvas.</param>
    /// <param name="text">Accents are left off; what has no shape becomes a question mark.</param>
    /// <param name="x">The left end, the middle or the right end of the text, as <paramref name="align"/> says.</param>
    /// <param name="baseline">Where its capitals stand.</param>
    /// <param name="size">The size of the text, in pixels: capitals are 0.7 of it high.</param>
    /// <param name="color">Its colour.</param>
    /// <param name="align">What <paramref name="x"/> means.</param>
    /// <param name="bold">Draws thicker lines.</param>
    public static void Draw(
        SKCanvas canvas, string text, float x, float baseline, float size, SKColor color, SKTextAlign align = SKTextAlign.Left, bool bold = false)
    {
        float scale = Scale(size);
        x -= align switch
        {
            SKTextAlign.Center => Measure(text, size) / 2,
            SKTextAlign.Right => Measure(text, size),
            _ => 0,
        };
        using var line = new SKPath();
        foreach (char character in Drawable(text))
        {
            if (Glyphs.TryGetValue(character, out (SKPath Path, float Width) glyph))
            {
                line.AddPath(glyph.Path, SKMatrix.CreateScaleTranslation(scale, scale, x, baseline - (CapHeight * scale)));
            }

            x += Advance(character) * scale;
        }

        using var paint = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = (bold ? BoldStroke : RegularStroke) * scale,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = color,
        };
        canvas.DrawPath(line, paint);
    }

    private static float Scale(float size) => size * CapHeightPerSize / CapHeight;

    private static float Advance(char character) =>
        (Glyphs.TryGetValue(character, out (SKPath Path, float Width) glyph) ? glyph.Width : SpaceWidth) + LetterGap;

    private static IEnumerable<char> Drawable(string text)
    {
        foreach (char character in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsWhiteSpace(character))
            {
                yield return ' ';
            }
            else if (Glyphs.ContainsKey(character))
            {
                yield return character;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
            {
                yield return '?';
            }
        }
    }
}
