using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>The memory of tensors as bytes, piece by piece, so that neither size nor layout is limited.</summary>
internal static class TensorBytes
{
    private const long PieceLength = 1 << 20;

    /// <summary>Shows the values in row-major order, whatever the tensor's device and strides.</summary>
    /// <param name="tensor">Unchanged.</param>
    /// <param name="visit">Called with one piece after another; the memory is valid during the call only.</param>
    public static void Read(Tensor tensor, Action<ReadOnlySpan<byte>> visit)
    {
        using DisposeScope scope = NewDisposeScope();
        ForEachPiece(tensor.detach().cpu().contiguous(), piece => visit(piece));
    }

    /// <summary>Lets the values be filled in.</summary>
    /// <param name="tensor">On the CPU and contiguous.</param>
    /// <param name="fill">Called with one piece after another; the memory is valid during the call only.</param>
    public static void Write(Tensor tensor, Action<Span<byte>> fill)
    {
        using DisposeScope scope = NewDisposeScope();
        ForEachPiece(tensor, fill);
    }

    private static void ForEachPiece(Tensor tensor, Action<Span<byte>> visit)
    {
        long count = tensor.numel();
        long step = PieceLength / tensor.element_size();
        if (count <= step)
        {
            visit(tensor.bytes);
            return;
        }

        // One span cannot reach over 2 GB, and pieces that fit the cache are hashed and written faster.
        Tensor flat = tensor.view(-1);
        for (long start = 0; start < count; start += step)
        {
            using Tensor piece = flat.narrow(0, start, Math.Min(step, count - start));
            visit(piece.bytes);
        }
    }
}
