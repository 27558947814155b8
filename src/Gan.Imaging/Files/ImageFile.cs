using Gan.Core;
using Gan.Core.ModelFiles;
using SkiaSharp;

namespace Gan.Imaging;

/// <summary>Reads and writes PNG and JPEG.</summary>
/// <threadsafety>Every method may be called from several threads at once.</threadsafety>
public static class ImageFile
{
    /// <summary>The JPEG quality that is used when none is given.</summary>
    /// <value>92, of 1 to 100.</value>
    public const int DefaultJpegQuality = 92;

    /// <summary>Reads a PNG or JPEG of any size and colour kind. What it is, is told from its content, not from its name.</summary>
    /// <remarks>
    /// Grey becomes equal red, green and blue. Transparent parts are laid on white. An EXIF orientation is applied, so that the picture
    /// stands as its viewer shows it. Colours of an embedded profile are converted to sRGB; a file without one is taken as sRGB, byte for
    /// byte.
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="GanDataException">
    /// The file cannot be read, is not a PNG or JPEG, is damaged or cut off, or is unreasonably large.
    /// </exception>
    public static RgbImage Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return PictureDecoder.Decode(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanDataException($"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a PNG or JPEG from the rest of a stream, as <see cref="Read(string)"/> does.</summary>
    /// <param name="stream">Read from where it stands to its end; not disposed.</param>
    /// <param name="name">What error messages call the picture.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="GanDataException">The content is not a PNG or JPEG, is damaged or cut off, or is unreasonably large.</exception>
    public static RgbImage Read(Stream stream, string name = "the stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return PictureDecoder.Decode(content.ToArray(), name);
    }

    /// <summary>Writes a picture to a file, whole or not at all. The folder is created when it is missing.</summary>
    /// <param name="path">
    /// The file, replaced if it exists. Its extension chooses the format: <c>.png</c>, <c>.jpg</c> or <c>.jpeg</c>.
    /// </param>
    /// <param name="image">The picture.</param>
    /// <param name="jpegQuality">1 to 100; PNG ignores it.</param>
    /// <exception cref="ArgumentException">The extension is another one, or the quality is outside its range.</exception>
    /// <exception cref="GanFileException">The system refuses; an existing file is as it was.</exception>
    public static void Write(string path, RgbImage image, int jpegQuality = DefaultJpegQuality)
    {
        byte[] content = Encode(image, FormatOf(path), jpegQuality);
        CreateFolderOf(path);
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>Writes a picture to a stream.</summary>
    /// <param name="stream">Receives the encoded picture; not disposed.</param>
    /// <param name="image">The picture.</param>
    /// <param name="format">The format.</param>
    /// <param name="jpegQuality">1 to 100; PNG ignores it.</param>
    /// <exception cref="ArgumentException">The quality is outside its range, or the format is none of the defined ones.</exception>
    public static void Write(Stream stream, RgbImage image, ImageFileFormat format, int jpegQuality = DefaultJpegQuality)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encode(image, format, jpegQuality));
    }

    /// <summary>Encodes a picture. The same picture gives the same bytes every time.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="format">The format.</param>
    /// <param name="jpegQuality">
    /// 1 to 100; PNG ignores it. JPEG keeps the colour of every pixel (4:4:4): small tiles blur otherwise.
    /// </param>
    /// <returns>What a file of the format holds.</returns>
    /// <exception cref="ArgumentException">The quality is outside its range, or the format is none of the defined ones.</exception>
    public static byte[] Encode(RgbImage image, ImageFileFormat format = ImageFileFormat.Png, int jpegQuality = DefaultJpegQuality)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(jpegQuality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jpegQuality, 100);
        using SKBitmap bitmap = SkiaPixels.ToBitmap(image);
        using SKPixmap pixels = bitmap.PeekPixels();
        using SKData encoded = format switch
        {
            ImageFileFormat.Png => pixels.Encode(SKPngEncoderOptions.Default),
            ImageFileFormat.Jpeg => pixels.Encode(
                new SKJpegEncoderOptions(jpegQuality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.Ignore)),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "The format is Png or Jpeg."),
        } ?? throw new InvalidOperationException($"A {image.Width}×{image.Height} picture is too large for {format}.");
        return encoded.ToArray();
    }

    /// <summary>Makes the folder of a file that is about to be written.</summary>
    /// <exception cref="GanFileException">The system refuses.</exception>
    internal static void CreateFolderOf(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new GanFileException($"The folder of '{path}' cannot be made; name another one. The system reports: {refused.Message}", refused);
        }
    }

    internal static ImageFileFormat FormatOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => ImageFileFormat.Png,
            ".JPG" or ".JPEG" => ImageFileFormat.Jpeg,
            _ => throw new ArgumentException($"'{path}' names no picture format: end it in .png, .jpg or .jpeg.", nameof(path)),
        };
    }
}
