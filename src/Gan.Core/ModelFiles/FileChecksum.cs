using System.Buffers;
using System.Security.Cryptography;

namespace Gan.Core.ModelFiles;

/// <summary>
/// The checksum that a file carries in its own metadata: the SHA-256 of the whole file as it is while the 64 digits of the checksum are
/// zeros. It covers names, shapes and metadata as well as values, so no single changed bit goes unnoticed.
/// </summary>
internal sealed class FileChecksum : IDisposable
{
    /// <summary>The metadata key of the checksum.</summary>
    public const string Key = "gan.sha256";

    /// <summary>How many hexadecimal digits there are.</summary>
    public const int DigitCount = 64;

    private static readonly SearchValues<byte> HexadecimalDigits = SearchValues.Create("0123456789abcdef"u8);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The value that stands in for the digits while they are unknown.</summary>
    public static string Placeholder { get; } = new('0', DigitCount);

    /// <summary>Whether a text can be the digits; only lower-case digits are.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text) => text.Length == DigitCount && !text.ContainsAnyExcept(HexadecimalDigits);

    /// <summary>Adds bytes that hold no digits of the checksum.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Adds the part of the file that holds the digits, which are counted as zeros.</summary>
    public void Append(ReadOnlySpan<byte> bytes, int digitsOffset)
    {
        Span<byte> zeros = stackalloc byte[DigitCount];
        zeros.Fill((byte)'0');
        Append(bytes[..digitsOffset]);
        Append(zeros);
        Append(bytes[(digitsOffset + DigitCount)..]);
    }

    /// <summary>The digits for all that was added.</summary>
    public string Digits() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
