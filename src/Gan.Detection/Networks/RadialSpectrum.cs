using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// How much of a picture lies at each frequency, whatever its direction: the logarithm of the mean power on rings of the Fourier transform
/// of the grey picture (Durall et al. 2019, arXiv 1911.00686). Up-sampling distorts the highest ones.
/// </summary>
internal sealed class RadialSpectrum : IDisposable
{
    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar Smallest = 1e-8.ToScalar();

    // Not a buffer of the network: it follows from the shape alone, and has no place in a file.
    private readonly torch.Tensor _rings;
    private torch.Tensor? _ringsOnDevice;

    /// <summary>Prepares for pictures of one size.</summary>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    public RadialSpectrum(int height, int width)
    {
        Count = CountFor(height, width);
        float[] rings = new float[Count * height * width];
        int[] sizes = new int[Count];
        for (int pixel = 0; pixel < height * width; pixel++)
        {
            sizes[Ring(pixel)]++;
        }

        for (int pixel = 0; pixel < height * width; pixel++)
        {
            int ring = Ring(pixel);
            rings[(ring * height * width) + pixel] = 1f / sizes[ring];
        }

        using torch.Tensor managed = torch.tensor(rings, [Count, height * width]);
        _rings = managed.clone().DetachFromDisposeScope();

        int Ring(int pixel) => (int)Math.Round(Math.Sqrt(Squared(pixel / width, height) + Squared(pixel % width, width)));
    }

    /// <summary>How many rings there are: whole radii from 0 to the corner of the spectrum.</summary>
    public int Count { get; }

    /// <summary>The number of rings for pictures of one size.</summary>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <returns>24 for 32×32.</returns>
    public static int CountFor(int height, int width) =>
        (int)Math.Round(Math.Sqrt(Squared(height / 2, height) + Squared(width / 2, width))) + 1;

    /// <summary>Computes the spectra.</summary>
    /// <param name="images">float [N, C, H, W].</param>
    /// <returns>float [N, <see cref="Count"/>], natural logarithms of the mean power. The caller disposes it.</returns>
    public torch.Tensor Compute(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor power = torch.fft.fft2(images.mean([1])).abs().square().flatten(1);
        using Scalar pixels = (images.shape[2] * images.shape[3]).ToScalar();
        return torch.nn.functional.linear(power, OnDevice(images.device)).div_(pixels).add_(Smallest, alpha: One).log_().MoveToOuterDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rings.Dispose();
        _ringsOnDevice?.Dispose();
    }

    private torch.Tensor OnDevice(torch.Device device)
    {
        if (_ringsOnDevice is null || _ringsOnDevice.device_type != device.type || _ringsOnDevice.device_index != device.index)
        {
            _ringsOnDevice?.Dispose();
            _ringsOnDevice = _rings.to(device, copy: true).DetachFromDisposeScope();
        }

        return _ringsOnDevice;
    }

    // The upper half of the frequencies are the negative ones.
    private static double Squared(int frequency, int size) => Math.Pow(Math.Min(frequency, size - frequency), 2);
}
