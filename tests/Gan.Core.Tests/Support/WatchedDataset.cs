using System.Collections.Concurrent;

namespace Gan.Core.Tests;

/// <summary>A data set that writes down which thread reads what, and does before each reading what a test asks of it.</summary>
internal sealed class WatchedDataset(IImageDataset pictures) : IImageDataset
{
    private int _reading;

    public string Name => pictures.Name;

    public ImageShape Shape => pictures.Shape;

    public int Count => pictures.Count;

    public IReadOnlyList<string> ClassNames => pictures.ClassNames;

    public string Fingerprint => pictures.Fingerprint;

    /// <summary>The pictures that were copied, in order, and by which thread.</summary>
    public ConcurrentQueue<(int Index, Thread Thread)> Reads { get; } = [];

    /// <summary>Whether two threads ever read at once.</summary>
    public bool ReadAtOnce { get; private set; }

    /// <summary>Called before a picture is copied with the number of the reading, from 1.</summary>
    public Action<int>? Reading { get; init; }

    /// <summary>Gives the label of a picture.</summary>
    public Func<int, int>? Label { get; init; }

    public int GetLabel(int index) => Label?.Invoke(index) ?? pictures.GetLabel(index);

    public void CopyImage(int index, Span<byte> destination)
    {
        ReadAtOnce |= Interlocked.Increment(ref _reading) > 1;
        Reads.Enqueue((index, Thread.CurrentThread));
        Reading?.Invoke(Reads.Count);
        pictures.CopyImage(index, destination);
        Interlocked.Decrement(ref _reading);
    }
}
