using SkiaSharp;

namespace Gan.Imaging.Tests.Plots;

public class StrokeFontTests
{
    private static readonly string Printable = new([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    [Fact]
    public void Every_printable_character_has_a_shape_of_its_own()
    {
        string[] shapes = [.. Printable.Append('×').Append('−').Select(character => Convert.ToBase64String(Drawn(character.ToString())))];
        shapes.Should().OnlyHaveUniqueItems();
        shapes.Should().NotContain(Convert.ToBase64String(Drawn(" ")));
    }

    [Fact]
    public void Letters_stand_on_the_line_and_stay_within_their_height()
    {
        foreach (char character in "ABCXYZ0123456789abdehklmnor")
        {
            SKRectI ink = Ink(Drawn(character.ToString()));
            ink.Bottom.Should().BeInRange(59, 63, $"{character} stands on 60");
            ink.Top.Should().BeGreaterThanOrEqualTo(60 - 42 - 3, $"capitals of size 60 are 42 high, and {character} is not higher");
        }
    }

    [Theory]
    [InlineData(SKTextAlign.Left, 20, 20 + 40)]
    [InlineData(SKTextAlign.Center, 100 - 20, 100 + 20)]
    [InlineData(SKTextAlign.Right, 180 - 40, 180)]
    public void Text_is_aligned_by_its_measure(SKTextAlign align, int left, int right)
    {
        float size = 40 / StrokeFont.Measure("HH", 1);
        float x = align switch { SKTextAlign.Left => 20, SKTextAlign.Center => 100, _ => 180 };
        SKRectI ink = Ink(Drawn("HH", x, size, align));
        ink.Left.Should().BeInRange(left - 3, left + 1);
        ink.Right.Should().BeInRange(right - 1, right + 3);
    }

    [Fact]
    public void Accents_are_left_off_and_unknown_characters_become_question_marks()
    {
        Drawn("é").Should().Equal(Drawn("e"));
        Drawn("λ").Should().Equal(Drawn("?"));
        Drawn("a\tb").Should().Equal(Drawn("a b"));
        StrokeFont.Measure("", 20).Should().Be(0);
    }

    [Fact]
    public void Digits_are_all_as_wide() =>
        "0123456789".Select(digit => StrokeFont.Measure($"{digit}{digit}", 20)).Distinct().Should().ContainSingle();

    private static byte[] Drawn(string text, float x = 20, float size = 60, SKTextAlign align = SKTextAlign.Left)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(200, 90, SKColorType.Gray8, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        StrokeFont.Draw(canvas, text, x, 60, size, SKColors.Black, align);
        return bitmap.GetPixelSpan().ToArray();
    }

    private static SKRectI Ink(byte[] pixels)
    {
        int[] dark = [.. Enumerable.Range(0, pixels.Length).Where(i => pixels[i] < 128)];
        return new SKRectI(dark.Min(i => i % 200), dark.Min(i => i / 200), dark.Max(i => i % 200), dark.Max(i => i / 200));
    }
}
