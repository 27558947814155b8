using FluentAssertions.Primitives;
using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>What a batch holds.</summary>
internal static class ImageBatchAssertions
{
    /// <summary>The batch holds these pictures of a set, as bytes, and their labels.</summary>
    public static void BeTheBatch(this ObjectAssertions assertions, IImageDataset set, ReadOnlySpan<long> indices)
    {
        ImageBatch batch = (ImageBatch)assertions.Subject;
        batch.Images.dtype.Should().Be(torch.ScalarType.Byte);
        batch.Images.shape.Should().Equal(indices.Length, set.Shape.Channels, set.Shape.Height, set.Shape.Width);
        byte[] pixels = new byte[indices.Length * set.Shape.ValueCount];
        long[] labels = new long[indices.Length];
        for (int i = 0; i < indices.Length; i++)
        {
            set.CopyImage((int)indices[i], pixels.AsSpan(i * set.Shape.ValueCount, set.Shape.ValueCount));
            labels[i] = set.GetLabel((int)indices[i]);
        }

        batch.Images.Bytes().Should().Equal(pixels);
        batch.Labels.data<long>().ToArray().Should().Equal(labels);
    }
}
