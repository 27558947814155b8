using System.Buffers.Binary;
using Gan.Core;

namespace Gan.Imaging;

/// <summary>
/// Reads an animated PNG whose frames are whole pictures: each frame is made a PNG of its own and decoded as one, whatever its kind of
/// colour.
/// </summary>
/// <param name="content">The whole file.</param>
/// <param name="name">What messages call it.</param>
internal sealed class AnimatedPngReader(ReadOnlyMemory<byte> content, string name)
{
    private const int HeaderLength = 13;
    private const int AnimationControlLength = 8;
    private const int FrameControlLength = 26;
    private const int BlendOperationAt = 25;

    private readonly List<PngChunk> _beforePixels = [];
    private readonly List<ReadOnlyMemory<byte>> _pixels = [];
    private bool _inFrame;
    private int _sequence;
    private int _frames;

    /// <summary>Decodes the frames one after another.</summary>
    /// <returns>The frames; a still PNG is one.</returns>
    /// <exception cref="GanDataException">The file is damaged, too large, or of a kind that is not read.</exception>
    public IEnumerable<RgbImage> Read()
    {
        List<PngChunk> chunks = PngChunks.Read(content, name);
        int animation = chunks.FindIndex(chunk => chunk.Type == "acTL"), firstPixels = chunks.FindIndex(chunk => chunk.Type == "IDAT");
        if (animation < 0 || animation > firstPixels)
        {
            yield return PictureDecoder.Decode(content.ToArray(), name);
            yield break;
        }

        PngChunk header = chunks[0];
        if (header.Type != "IHDR" || header.Data.Length != HeaderLength || chunks[animation].Data.Length != AnimationControlLength)
        {
            throw Damaged("its header is not of the right length");
        }

        FrameLimits.RequireSize(Number(header, 0), Number(header, 4), name);
        int announced = Number(chunks[animation], 0);
        FrameLimits.RequireCount(announced, name);
        foreach (PngChunk chunk in chunks)
        {
            if (chunk.Type is "fcTL" or "IEND" && _pixels.Count > 0)
            {
                yield return Frame();
            }

            Take(chunk, header);
        }

        if (_frames != announced)
        {
            throw Damaged($"it announces {announced} frames and holds {_frames}");
        }
    }

    private void Take(PngChunk chunk, PngChunk header)
    {
        switch (chunk.Type)
        {
            case "fcTL":
                RequireWholePicture(chunk, header);
                _inFrame = true;
                break;
            case "IDAT" when _inFrame && _frames == 0:
                _pixels.Add(chunk.Data);
                break;
            case "IDAT":
                // A picture for viewers that do not play: no part of the animation.
                break;
            case "fdAT":
                RequireInSequence(chunk);
                _pixels.Add(chunk.Data[PngChunk.SequenceLength..]);
                break;
            case "IEND" when _inFrame:
                throw Damaged("a frame has no pixels");
            case "PLTE" or "tRNS" or "gAMA" or "sRGB" or "iCCP" or "cHRM" or "sBIT" or "cICP" when _frames == 0 && _pixels.Count == 0:
                _beforePixels.Add(chunk);
                break;
            case "IHDR" or "IEND":
                break;
            default:
                if (!chunk.IsAncillary)
                {
                    throw Damaged($"it has an unknown part '{Printable(chunk.Type)}'");
                }

                break;
        }
    }

    private RgbImage Frame()
    {
        using MemoryStream still = new();
        PngChunks.WriteSignature(still);
        PngChunks.Write(still, "IHDR", content.Span.Slice(16, HeaderLength));
        foreach (PngChunk chunk in _beforePixels)
        {
            PngChunks.Write(still, chunk.Type, chunk.Data.Span);
        }

        foreach (ReadOnlyMemory<byte> part in _pixels)
        {
            PngChunks.Write(still, "IDAT", part.Span);
        }

        PngChunks.Write(still, "IEND", []);
        _pixels.Clear();
        _inFrame = false;
        _frames++;
        FrameLimits.RequireCount(_frames, name);
        return PictureDecoder.Decode(still.ToArray(), $"{name}, frame {_frames}");
    }

    private void RequireWholePicture(PngChunk control, PngChunk header)
    {
        if (control.Data.Length != FrameControlLength || _inFrame)
        {
            throw Damaged(_inFrame ? "a frame has no pixels" : "a frame's header is not of the right length");
        }

        RequireInSequence(control);
        bool isWhole = Number(control, 4) == Number(header, 0) && Number(control, 8) == Number(header, 4)
            && Number(control, 12) == 0 && Number(control, 16) == 0;

        // Laid over the frame before, a picture without transparency hides it.
        bool mayShowThrough = control.Data.Span[BlendOperationAt] != 0
            && (header.Data.Span[9] is 4 or 6 || _beforePixels.Any(chunk => chunk.Type == "tRNS"));
        if (!isWhole || mayShowThrough)
        {
            throw new GanDataException(
                $"'{name}' has frames that change only a part of the picture before; animated PNGs of whole frames are read. "
                + "Export it as a GIF, an animated WebP or a folder of frames.");
        }
    }

    private void RequireInSequence(PngChunk chunk)
    {
        if (chunk.Data.Length < PngChunk.SequenceLength || Number(chunk, 0) != _sequence++ || (chunk.Type == "fdAT" && !_inFrame))
        {
            throw Damaged("its frames are out of order");
        }
    }

    private GanDataException Damaged(string fault) => new($"'{name}' is damaged: {fault}. Fetch or export it again.");

    private static int Number(PngChunk chunk, int at) => BinaryPrimitives.ReadInt32BigEndian(chunk.Data.Span[at..]);

    private static string Printable(string type) => string.Concat(type.Select(letter => char.IsAsciiLetter(letter) ? letter : '?'));
}
