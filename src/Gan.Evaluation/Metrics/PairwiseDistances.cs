using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Squared distances between all points of two sets as matrix products, a block of rows at a time so that memory stays bounded.
/// </summary>
internal static class PairwiseDistances
{
    private const long BlockValues = 4 << 20;

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar Zero = 0.ToScalar();
    private static readonly Scalar MinusTwo = (-2).ToScalar();
    private static readonly Scalar Infinity = double.PositiveInfinity.ToScalar();

    /// <summary>Computes the blocks one after another; each is disposed when the action returns.</summary>
    /// <param name="x">[N, D], best around a mean of about 0.</param>
    /// <param name="y">[M, D] of the same type.</param>
    /// <param name="excludeSelf">Whether x is y, and a point is no neighbour of itself: its distance to itself is then infinite.</param>
    /// <param name="block">Given the first row, and the squared distances [rows, M].</param>
    public static void ForEachBlock(torch.Tensor x, torch.Tensor y, bool excludeSelf, Action<long, torch.Tensor> block)
    {
        using var scope = torch.NewDisposeScope();

        // (x, |x|², 1) · (−2y, 1, |y|²) is |x − y|²: one product and no further pass over the block.
        torch.Tensor left = torch.cat([x, x.square().sum(1, keepdim: true), torch.ones(x.shape[0], 1, x.dtype)], 1);
        torch.Tensor right = torch.cat([y.mul(MinusTwo), torch.ones(y.shape[0], 1, y.dtype), y.square().sum(1, keepdim: true)], 1).t();
        long rows = Math.Clamp(BlockValues / y.shape[0], 1, x.shape[0]);
        for (long start = 0; start < x.shape[0]; start += rows)
        {
            using var step = torch.NewDisposeScope();
            torch.Tensor squares = left.narrow(0, start, Math.Min(rows, x.shape[0] - start)).matmul(right).clamp_min_(Zero);
            if (excludeSelf)
            {
                squares.diagonal(start).fill_(Infinity);
            }

            block(start, squares);
        }
    }

    /// <summary>The squared distance of every point to its nearest.</summary>
    /// <returns>[N]. The caller disposes it.</returns>
    public static torch.Tensor Nearest(torch.Tensor x, torch.Tensor y, bool excludeSelf) =>
        Collect(x, y, excludeSelf, squares => squares.amin([1]));

    /// <summary>The squared distance of every point of a set to its k-th nearest other.</summary>
    /// <returns>[N]. The caller disposes it.</returns>
    public static torch.Tensor KthNearestOther(torch.Tensor x, int k) =>
        Collect(x, x, excludeSelf: true, squares => squares.topk(k, 1, largest: false, sorted: true).values.select(1, k - 1));

    /// <summary>Reduces every row to a number, or a few.</summary>
    public static torch.Tensor Collect(torch.Tensor x, torch.Tensor y, bool excludeSelf, Func<torch.Tensor, torch.Tensor> reduce)
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> parts = [];
        ForEachBlock(x, y, excludeSelf, (_, squares) => parts.Add(reduce(squares).DetachFromDisposeScope()));
        torch.Tensor all = torch.cat(parts);
        parts.ForEach(part => part.Dispose());
        return all.MoveToOuterDisposeScope();
    }
}
