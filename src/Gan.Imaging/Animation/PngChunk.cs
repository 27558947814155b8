namespace Gan.Imaging;

/// <summary>A chunk of a PNG file.</summary>
/// <param name="Type">Four ASCII letters, such as <c>IDAT</c>.</param>
/// <param name="Data">What is in it.</param>
internal readonly record struct PngChunk(string Type, ReadOnlyMemory<byte> Data)
{
    /// <summary>The sequence number that the chunks of an animation begin with.</summary>
    public const int SequenceLength = 4;

    /// <summary>Whether leaving it out spoils nothing but looks and notes (PNG specification, 5.4).</summary>
    public bool IsAncillary => char.IsAsciiLetterLower(Type[0]);
}
