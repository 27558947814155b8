using TorchSharp;

namespace Gan.Core;

/// <summary>A whole data set on the device as uint8, a quarter of the size of float32; batches are gathered there.</summary>
internal sealed class ResidentImages : IBatchSource
{
    private const int ChunkBytes = 32 << 20;
    private readonly EpochSampler _sampler;
    private readonly torch.Tensor _images;
    private readonly torch.Tensor _labels;
    private torch.Tensor? _order;
    private int _epoch;

    /// <summary>Copies a data set to a device.</summary>
    /// <param name="dataset">The pictures; not needed afterwards.</param>
    /// <param name="sampler">The order of each epoch.</param>
    /// <param name="device">Where they go.</param>
    /// <exception cref="GanDataException">A label is outside the classes.</exception>
    public ResidentImages(IImageDataset dataset, EpochSampler sampler, torch.Device device)
    {
        _sampler = sampler;
        ImageShape shape = dataset.Shape;
        _images = torch.empty(
            [dataset.Count, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte, device).DetachFromDisposeScope();
        _labels = torch.empty([dataset.Count], torch.ScalarType.Int64, device).DetachFromDisposeScope();
        try
        {
            int chunk = Math.Clamp(ChunkBytes / shape.ValueCount, 1, dataset.Count);
            for (int start = 0; start < dataset.Count; start += chunk)
            {
                CopyChunk(dataset, start, Math.Min(chunk, dataset.Count - start));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ImageBatch Read(int epoch, int batch)
    {
        if (_order is null || _epoch != epoch)
        {
            _order?.Dispose();
            using torch.Tensor onHost = torch.tensor(_sampler.Order(epoch));
            _order = onHost.CopyTo(_images.device).DetachFromDisposeScope();
            _epoch = epoch;
        }

        using torch.Tensor indices = _order.narrow(0, (long)batch * _sampler.BatchSize, _sampler.BatchSize);
        return new ImageBatch(_images.index_select(0, indices), _labels.index_select(0, indices));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
        _order?.Dispose();
    }

    private void CopyChunk(IImageDataset dataset, int start, int count)
    {
        using var scope = torch.NewDisposeScope();
        int size = dataset.Shape.ValueCount;
        byte[] pixels = new byte[count * size];
        long[] labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = dataset.ReadImage(start + i, pixels.AsSpan(i * size, size));
        }

        torch.Tensor target = _images.narrow(0, start, count);
        target.copy_(torch.tensor(pixels, target.shape, torch.ScalarType.Byte));
        _labels.narrow(0, start, count).copy_(torch.tensor(labels));
    }
}
