using System.Text;

namespace Gan.Core;

/// <summary>Quotes text that came out of a file, so that it can neither flood nor forge a message or a log line.</summary>
internal static class Quoted
{
    private const int MaximumLength = 200;

    /// <summary>The text between single quotes, shortened, with control characters replaced by question marks.</summary>
    public static string Text(string text)
    {
        StringBuilder quoted = new("'");
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, MaximumLength)))
        {
            quoted.Append(char.IsControl(character) || character is '\u2028' or '\u2029' ? '?' : character);
        }

        return quoted.Append(text.Length > MaximumLength ? "…'" : "'").ToString();
    }
}
