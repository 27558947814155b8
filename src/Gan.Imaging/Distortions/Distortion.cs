using System.Globalization;
using Gan.Core;
using TorchSharp;

namespace Gan.Imaging;

/// <summary>
/// Something that happens to a picture on its way: saved as JPEG, blurred, resized, made noisy. The size of the picture stays, and the same
/// picture, distortion and seed give the same bytes.
/// </summary>
/// <threadsafety>Every method may be called from several threads at once.</threadsafety>
public sealed class Distortion
{
    private readonly Func<RgbImage, long, RgbImage> _apply;

    private Distortion(string name, Func<RgbImage, long, RgbImage> apply)
    {
        Name = name;
        _apply = apply;
    }

    /// <summary>What a report calls it, such as <c>JPEG 90</c>.</summary>
    public string Name { get; }

    /// <summary>Saves a picture as a JPEG and reads it again.</summary>
    /// <param name="quality">1 to 100. Colours have half the resolution (4:2:0), as cameras and web sites save them.</param>
    /// <returns>The distortion.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="quality"/> is outside its range.</exception>
    public static Distortion Jpeg(int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        return new Distortion(Named($"JPEG {quality}"), (image, _) => JpegRoundTrip.Apply(image, quality));
    }

    /// <summary>Blurs with a Gaussian kernel; edges are mirrored.</summary>
    /// <param name="sigma">The kernel's standard deviation in pixels, above 0 to 100.</param>
    /// <returns>The distortion.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is outside its range.</exception>
    public static Distortion Blur(double sigma)
    {
        if (!(sigma is > 0 and <= 100))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "A blur's standard deviation is above 0 and at most 100 pixels.");
        }

        return new Distortion(Named($"blur {sigma}"), (image, _) => GaussianBlur.Apply(image, sigma));
    }

    /// <summary>Resizes both sides by a factor and back, bicubic.</summary>
    /// <param name="factor">0.01 to 4: 0.75 takes 32 pixels to 24 and back, 2 to 64 and back.</param>
    /// <returns>The distortion.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is outside its range.</exception>
    public static Distortion Resize(double factor)
    {
        if (!(factor is >= 0.01 and <= 4))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A size is multiplied by 0.01 to 4.");
        }

        return new Distortion(Named($"resize {factor}"), (image, _) => ResizeThereAndBack(image, factor));
    }

    /// <summary>Adds independent Gaussian noise to every value.</summary>
    /// <param name="sigma">Its standard deviation, above 0 to 255, of values from 0 to 255.</param>
    /// <returns>The distortion; the seed that it is applied with fixes the noise.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sigma"/> is outside its range.</exception>
    public static Distortion Noise(double sigma)
    {
        if (!(sigma is > 0 and <= 255))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "Noise has a standard deviation above 0 and at most 255.");
        }

        return new Distortion(Named($"noise {sigma}"), (image, seed) => AddNoise(image, sigma, seed));
    }

    /// <summary>Distorts one picture.</summary>
    /// <param name="image">The picture; it stays as it is.</param>
    /// <param name="seed">Fixes what is random. The default value is 0.</param>
    /// <returns>A picture of the same size.</returns>
    public RgbImage Apply(RgbImage image, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(image);
        return _apply(image, seed);
    }

    /// <summary>Distorts a batch, each picture with random numbers of its own.</summary>
    /// <param name="images">uint8 [N, C, H, W] with 1 or 3 channels; it stays as it is.</param>
    /// <param name="seed">Fixes what is random. The default value is 0.</param>
    /// <returns>uint8 [N, C, H, W] on the CPU. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The tensor is not such a batch.</exception>
    public torch.Tensor Apply(torch.Tensor images, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.dtype != torch.ScalarType.Byte || images.dim() != 4 || images.shape[1] is not (1 or 3) || images.numel() == 0)
        {
            throw new ArgumentException(
                $"A batch of picture bytes is uint8 [N, C, H, W] with 1 or 3 channels; this tensor is {images.dtype} [{string.Join(", ", images.shape)}].",
                nameof(images));
        }

        using torch.Tensor onCpu = images.cpu();
        using torch.Tensor contiguous = onCpu.contiguous();
        byte[] pixels = contiguous.bytes.ToArray();
        ImageShape shape = new((int)images.shape[1], (int)images.shape[2], (int)images.shape[3]);
        for (int i = 0; i < images.shape[0]; i++)
        {
            Span<byte> picture = pixels.AsSpan(i * shape.ValueCount, shape.ValueCount);

            // A grey picture is distorted as three equal colours, of which one is kept.
            byte[] colours = shape.Channels == 3 ? picture.ToArray() : [.. picture, .. picture, .. picture];
            RgbImage distorted = _apply(new RgbImage(shape.Width, shape.Height, colours), RandomSeeds.Derive(seed, "distorted picture", i));
            distorted.Pixels[..shape.ValueCount].CopyTo(picture);
        }

        using torch.Tensor managed = torch.tensor(pixels, images.shape, torch.ScalarType.Byte);
        return managed.clone();
    }

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static RgbImage ResizeThereAndBack(RgbImage image, double factor)
    {
        int width = Math.Max(1, (int)Math.Round(image.Width * factor)), height = Math.Max(1, (int)Math.Round(image.Height * factor));
        return image.ResizeTo(width, height).ResizeTo(image.Width, image.Height);
    }

    private static RgbImage AddNoise(RgbImage image, double sigma, long seed)
    {
        byte[] pixels = image.Pixels.ToArray();
        using torch.Tensor normal = new LatentSpace(pixels.Length, LatentDistribution.Normal).Sample(1, RandomSeeds.Derive(seed, "noise"));
        float[] noise = normal.data<float>().ToArray();
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Clamp(Math.Round(pixels[i] + sigma * noise[i]), 0, 255);
        }

        return new RgbImage(image.Width, image.Height, pixels);
    }

    private static string Named(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
