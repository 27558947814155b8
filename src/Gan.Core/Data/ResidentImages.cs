using TorchSharp;

namespace Gan.Core;

/// <summary>A whole data set on the device as uint8, a quarter of the size of float32; batches are gathered and scaled there.</summary>
internal sealed class ResidentImages : IDisposable
{
    private const int ChunkBytes = 32 << 20;
    private readonly torch.Tensor _images;
    private readonly torch.Tensor _labels;

    /// <summary>Copies a data set to a device.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="device">Where they go.</param>
    public ResidentImages(IImageDataset dataset, torch.Device device)
    {
        ImageShape shape = dataset.Shape;
        _images = torch.empty(
            [dataset.Count, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte, device).DetachFromDisposeScope();
        _labels = torch.empty([dataset.Count], torch.ScalarType.Int64, device).DetachFromDisposeScope();
        int chunk = Math.Clamp(ChunkBytes / shape.ValueCount, 1, dataset.Count);
        for (int start = 0; start < dataset.Count; start += chunk)
        {
            CopyChunk(dataset, start, Math.Min(chunk, dataset.Count - start));
        }
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

    private void CopyChunk(IImageDataset dataset, int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        int size = dataset.Shape.ValueCount;
        byte[] pixels = new byte[count * size];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            dataset.CopyImage(start + i, pixels.AsSpan(i * size, size));
            labels[i] = dataset.GetLabel(start + i);
            if (labels[i] < 0 || labels[i] >= dataset.ClassNames.Count)
            {
                throw new GanDataException(
                    $"'{dataset.Name}': picture {start + i} has label {labels[i]}, and there are {dataset.ClassNames.Count} classes.");
            }
        }

        torch.Tensor target = _images.narrow(0, start, count);
        target.copy_(torch.tensor(pixels, target.shape, torch.ScalarType.Byte));
        _labels.narrow(0, start, count).copy_(torch.tensor(labels));
    }
}
