using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>Room for one batch in the host's memory, filled again and again.</summary>
internal sealed class HostBatch : IDisposable
{
    private readonly torch.Tensor _images;
    private readonly torch.Tensor _labels;

    /// <summary>Makes room.</summary>
    /// <param name="size">Pictures in a batch.</param>
    /// <param name="shape">The shape of each.</param>
    public HostBatch(int size, ImageShape shape)
    {
        _images = torch.empty([size, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte).DetachFromDisposeScope();
        _labels = torch.empty([size], torch.ScalarType.Int64).DetachFromDisposeScope();
    }

    /// <summary>Reads pictures over those held before. Makes no tensors, so that any thread may do it.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="indices">Which, as many as there is room for.</param>
    /// <param name="cancellation">Stops before the next picture.</param>
    /// <exception cref="GanDataException">A label is outside the classes.</exception>
    /// <exception cref="OperationCanceledException">Reading was stopped.</exception>
    public void Fill(IImageDataset dataset, ReadOnlySpan<long> indices, CancellationToken cancellation)
    {
        Span<byte> images = _images.bytes;
        Span<long> labels = MemoryMarshal.Cast<byte, long>(_labels.bytes);
        int size = dataset.Shape.ValueCount;
        for (int i = 0; i < indices.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            labels[i] = dataset.ReadImage((int)indices[i], images.Slice(i * size, size));
        }
    }

    /// <summary>Copies what is held to a device.</summary>
    /// <param name="device">Where the copy goes.</param>
    /// <returns>The copy, which the caller disposes; this room may be filled again at once.</returns>
    public ImageBatch CopyTo(torch.Device device) => new(_images.CopyTo(device), _labels.CopyTo(device));

    /// <inheritdoc/>
    public void Dispose()
    {
        _images.Dispose();
        _labels.Dispose();
    }
}
