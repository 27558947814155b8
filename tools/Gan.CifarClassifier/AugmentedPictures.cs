using Gan.Core;

namespace Gan.CifarClassifier;

/// <summary>Training pictures in a new order each epoch, each cropped anywhere and mirrored every other time.</summary>
internal sealed class AugmentedPictures
{
    private const int Side = 32;
    private const int Channels = 3;

    // A crop of the whole size may begin this far outside; the border is mirrored there.
    private const int Padding = 4;
    private readonly byte[] _pictures;
    private readonly long[] _labels;
    private readonly int[] _order;
    private readonly Random _random;

    public AugmentedPictures(IImageDataset dataset, int seed)
    {
        _pictures = new byte[dataset.Count * PictureBytes];
        _labels = new long[dataset.Count];
        _order = [.. Enumerable.Range(0, dataset.Count)];
        _random = new Random(seed);
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.CopyImage(i, _pictures.AsSpan(i * PictureBytes, PictureBytes));
            _labels[i] = dataset.GetLabel(i);
        }
    }

    public int Count => _order.Length;

    private static int PictureBytes => Channels * Side * Side;

    /// <summary>Begins an epoch.</summary>
    public void Shuffle() => _random.Shuffle(_order);

    /// <summary>Copies a batch of the epoch.</summary>
    /// <param name="start">How many pictures of the epoch come before it.</param>
    /// <param name="size">Pictures in it.</param>
    /// <param name="side">The side of the crops, at most 32.</param>
    /// <returns>The bytes [size, 3, side, side] and the labels.</returns>
    public (byte[] Pictures, long[] Labels) Batch(int start, int size, int side)
    {
        int cropBytes = Channels * side * side;
        byte[] pictures = new byte[size * cropBytes];
        long[] labels = new long[size];
        for (int i = 0; i < size; i++)
        {
            int index = _order[start + i];
            labels[i] = _labels[index];
            CopyCrop(_pictures.AsSpan(index * PictureBytes, PictureBytes), pictures.AsSpan(i * cropBytes, cropBytes), side);
        }

        return (pictures, labels);
    }

    private void CopyCrop(ReadOnlySpan<byte> picture, Span<byte> crop, int side)
    {
        int padding = side == Side ? Padding : 0;
        int top = _random.Next(-padding, Side - side + padding + 1), left = _random.Next(-padding, Side - side + padding + 1);
        bool mirrored = _random.Next(2) == 1;
        Span<int> columns = stackalloc int[side];
        for (int x = 0; x < side; x++)
        {
            columns[x] = Reflect((mirrored ? side - 1 - x : x) + left);
        }

        for (int row = 0; row < Channels * side; row++)
        {
            int source = ((row / side * Side) + Reflect((row % side) + top)) * Side;
            for (int x = 0; x < side; x++)
            {
                crop[(row * side) + x] = picture[source + columns[x]];
            }
        }
    }

    private static int Reflect(int position) => position < 0 ? -position : position < Side ? position : (2 * (Side - 1)) - position;
}
