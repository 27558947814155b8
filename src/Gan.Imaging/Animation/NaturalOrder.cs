namespace Gan.Imaging;

/// <summary>Sorts names as people number them: <c>frame2</c> before <c>frame10</c>. It depends on no culture.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static NaturalOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        (string left, string right) = (x ?? "", y ?? "");
        int i = 0, j = 0;
        while (i < left.Length && j < right.Length)
        {
            int difference = char.IsAsciiDigit(left[i]) && char.IsAsciiDigit(right[j])
                ? CompareNumbers(Number(left, ref i), Number(right, ref j))
                : left[i++].CompareTo(right[j++]);
            if (difference != 0)
            {
                return difference;
            }
        }

        int rest = (left.Length - i).CompareTo(right.Length - j);

        // 1 and 01 are the same number and still two names.
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    // Without leading zeros a longer number is a larger one, however long.
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);

    private static ReadOnlySpan<char> Number(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start).TrimStart('0');
    }
}
