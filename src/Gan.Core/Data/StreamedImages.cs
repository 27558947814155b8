using TorchSharp;

namespace Gan.Core;

/// <summary>
/// A data set that stays where it is: one background thread reads a few batches ahead of the step that needs them, and only they are in
/// memory.
/// </summary>
internal sealed class StreamedImages : IBatchSource
{
    private const int BufferCount = 4;
    private readonly IImageDataset _dataset;
    private readonly EpochSampler _sampler;
    private readonly torch.Device _device;
    private readonly int _epochs;
    private readonly CancellationToken _cancellation;
    private readonly HostBatch[] _buffers;
    private BatchReader? _reader;
    private (int Epoch, int Batch) _next;

    /// <summary>Makes the buffers; reading begins with the first batch that is asked for.</summary>
    /// <param name="dataset">The pictures. One thread at a time reads them.</param>
    /// <param name="sampler">The order of each epoch.</param>
    /// <param name="device">Where batches go.</param>
    /// <param name="epochs">Epochs of the run; nothing is read ahead of its end.</param>
    /// <param name="cancellation">Ends a wait for a batch, and the reading.</param>
    public StreamedImages(
        IImageDataset dataset, EpochSampler sampler, torch.Device device, int epochs, CancellationToken cancellation)
    {
        _dataset = dataset;
        _sampler = sampler;
        _device = device;
        _epochs = epochs;
        _cancellation = cancellation;
        _buffers = new HostBatch[BufferCount];
        for (int i = 0; i < BufferCount; i++)
        {
            _buffers[i] = new HostBatch(sampler.BatchSize, dataset.Shape);
        }
    }

    /// <inheritdoc/>
    public ImageBatch? Read(int epoch, int batch)
    {
        if (_reader is null || _next != (epoch, batch))
        {
            _reader?.Dispose();
            _reader = new BatchReader(_dataset, _sampler, _buffers, (epoch, batch), _epochs, _cancellation);
        }

        if (_reader.Take() is not { } read)
        {
            return null;
        }

        ImageBatch copy = read.CopyTo(_device);
        _reader.GiveBack(read);
        _next = batch + 1 < _sampler.StepsPerEpoch ? (epoch, batch + 1) : (epoch + 1, 0);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        foreach (HostBatch buffer in _buffers)
        {
            buffer.Dispose();
        }
    }
}
