using TorchSharp;

namespace Gan.Core;

/// <summary>A whole data set on the device as uint8, a quarter of the size of float32; batches are gathered and scaled there.</summary>
internal sealed class ResidentImages : IDisposable
{
    private readonly torch.Tensor _images;
    private readonly torch.Tensor _labels;

    /// <summary>Copies a data set to a device.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="device">Where they go.</param>
    public ResidentImages(IImageDataset dataset, torch.Device device)
    {
        int size = dataset.Shape.ValueCount;
        byte[] pixels = new byte[(long)dataset.Count * size];
        long[] labels = new long[dataset.Count];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.CopyImage(i, pixels.AsSpan(i * size, size));
            labels[i] = dataset.GetLabel(i);
        }

        using var scope = torch.NewDisposeScope();
        ImageShape shape = dataset.Shape;
        torch.Tensor images = torch.tensor(pixels, [dataset.Count, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte);
        _images = images.to(device).DetachFromDisposeScope();
        _labels = torch.tensor(labels).to(device).DetachFromDisposeScope();
    }

    /// <summary>Gathers a batch.</summary>
    /// <param name="indices">int64 [N] on the device.</param>
    /// <returns>float32 [N, channels, height, width] in [−1, 1]. The caller disposes it.</returns>
    public torch.Tensor Images(torch.Tensor indices)
    {
        using torch.Tensor bytes = _images.index_select(0, indices);
        return PixelScaling.ToNetwork(bytes);
    }

    /// <summary>Gathers the classes of a batch.</summary>
    /// <param name="indices">int64 [N] on the device.</param>
    /// <returns>int64 [N]. The caller disposes it.</returns>
    public torch.Tensor Labels(torch.Tensor indices) => _labels.index_select(0, indices);

    /// <inheritdoc/>
    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }
}
