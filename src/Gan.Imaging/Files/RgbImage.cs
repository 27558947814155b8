using Gan.Core;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>One picture in memory: red, green and blue bytes, in the order in which networks take them.</summary>
public sealed class RgbImage
{
    private readonly byte[] _pixels;

    /// <summary>Creates a picture over an array that the caller no longer changes.</summary>
    /// <param name="width">Columns of pixels; at least 1.</param>
    /// <param name="height">Rows of pixels; at least 1.</param>
    /// <param name="pixels">3 × height × width bytes: the red rows, the green rows, the blue rows (CHW); 0 dark to 255 bright.</param>
    /// <exception cref="ArgumentException">A side is below 1, or the length does not fit the sides.</exception>
    public RgbImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != 3L * width * height)
        {
            throw new ArgumentException($"A {width}×{height} picture has {3L * width * height} values; this array has {pixels.LongLength}.", nameof(pixels));
        }

        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>Columns of pixels.</summary>
    public int Width { get; }

    /// <summary>Rows of pixels.</summary>
    public int Height { get; }

    /// <summary>3 × <see cref="Height"/> × <see cref="Width"/>.</summary>
    public ImageShape Shape => new(3, Height, Width);

    /// <summary>The pixels: the red rows, the green rows, the blue rows (CHW); 0 dark to 255 bright.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>
    /// Fits the picture to a shape: cuts the largest centred part that has the shape's proportions, resamples it to the shape's size, and
    /// turns it grey when the shape has one channel.
    /// </summary>
    /// <remarks>
    /// Resampling is bicubic with a kernel as wide as the reduction asks for, so that fine detail is averaged rather than aliased (Parmar
    /// et al. 2022, "On Aliased Resizing and Surprising Subtleties in GAN Evaluation"). Grey is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
    /// A picture that has the shape already comes back unchanged.
    /// </remarks>
    /// <param name="shape">1 or 3 channels; any height and width.</param>
    /// <returns><see cref="ImageShape.ValueCount"/> bytes in a new array, CHW.</returns>
    /// <exception cref="ArgumentException">The shape has neither 1 nor 3 channels, or a side below 1.</exception>
    public byte[] FitTo(ImageShape shape)
    {
        if (shape.Channels is not (1 or 3) || shape.Height < 1 || shape.Width < 1)
        {
            throw new ArgumentException($"A picture has 1 or 3 channels and sides of at least 1; this shape is {shape}.", nameof(shape));
        }

        byte[] resized = CropAndResize(shape.Width, shape.Height);
        return shape.Channels == 3 ? resized : ToGrey(resized);
    }

    /// <summary>Makes the picture a batch of one that a network takes.</summary>
    /// <param name="shape">
    /// The shape that the network takes, reached as by <see cref="FitTo"/>; <see langword="null"/> keeps the picture's own.
    /// </param>
    /// <returns>float32 [1, C, H, W] in [−1, 1] on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The shape has neither 1 nor 3 channels, or a side below 1.</exception>
    public torch.Tensor ToTensor(ImageShape? shape = null)
    {
        ImageShape target = shape ?? Shape;
        byte[] pixels = shape is null ? _pixels : FitTo(target);
        using torch.Tensor bytes = torch.tensor(pixels, [1, target.Channels, target.Height, target.Width], torch.ScalarType.Byte);
        return PixelScaling.ToNetwork(bytes);
    }

    /// <summary>Resamples the whole picture to a size, whatever its proportions, as <see cref="FitTo"/> resamples.</summary>
    internal RgbImage ResizeTo(int width, int height) =>
        new(width, height, Resampled(new ResamplingWeights(0, Width, width), new ResamplingWeights(0, Height, height), width, height));

    private byte[] CropAndResize(int width, int height)
    {
        int cropWidth = Width;
        int cropHeight = Height;
        if ((long)Width * height > (long)Height * width)
        {
            cropWidth = Math.Max(1, (int)Math.Round((double)Height * width / height));
        }
        else
        {
            cropHeight = Math.Max(1, (int)Math.Round((double)Width * height / width));
        }

        return Resampled(
            new ResamplingWeights((Width - cropWidth) / 2, cropWidth, width), new ResamplingWeights((Height - cropHeight) / 2, cropHeight, height), width, height);
    }

    private byte[] Resampled(ResamplingWeights columns, ResamplingWeights rows, int width, int height)
    {
        byte[] result = new byte[3 * height * width];
        for (int channel = 0; channel < 3; channel++)
        {
            ResamplingWeights.Resample(
                _pixels.AsSpan(channel * Width * Height, Width * Height), Width, columns, rows, result.AsSpan(channel * width * height, width * height));
        }

        return result;
    }

    private static byte[] ToGrey(byte[] rgb)
    {
        byte[] grey = new byte[rgb.Length / 3];
        for (int i = 0; i < grey.Length; i++)
        {
            grey[i] = (byte)(((299 * rgb[i]) + (587 * rgb[i + grey.Length]) + (114 * rgb[i + (2 * grey.Length)]) + 500) / 1000);
        }

        return grey;
    }
}
