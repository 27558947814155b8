using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// What every halving of the resolution loses, and what remains at the end (Burt and Adelson 1983), with the 5×5 binomial filter and
/// mirrored borders.
/// </summary>
internal static class LaplacianPyramid
{
    private const int SmallestSide = 16;

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar Four = 4.ToScalar();
    private static readonly float[] Binomial = [1 / 16f, 4 / 16f, 6 / 16f, 4 / 16f, 1 / 16f];

    /// <summary>The heights of the levels, from the full resolution down while both sides are at least 16; at least one level.</summary>
    public static IReadOnlyList<int> Heights(ImageShape shape)
    {
        List<int> heights = [shape.Height];
        for (int height = (shape.Height + 1) / 2, width = (shape.Width + 1) / 2;
            Math.Min(height, width) >= SmallestSide;
            height = (height + 1) / 2, width = (width + 1) / 2)
        {
            heights.Add(height);
        }

        return heights;
    }

    /// <summary>Splits pictures into levels.</summary>
    /// <param name="pictures">float32 [N, C, H, W] of at least 3 pixels a side.</param>
    /// <returns>
    /// One [N, C, h, w] a level, the last with what remains. The caller disposes them; the first may be the pictures themselves.
    /// </returns>
    public static List<torch.Tensor> Build(torch.Tensor pictures)
    {
        long[] shape = pictures.shape;
        int count = Heights(new ImageShape((int)shape[1], (int)shape[2], (int)shape[3])).Count;
        List<torch.Tensor> levels = [pictures];
        while (levels.Count < count)
        {
            torch.Tensor finer = levels[^1], coarser = Halve(finer);
            levels[^1] = finer - Double(coarser, finer.shape[2], finer.shape[3]);
            levels.Add(coarser);
        }

        return levels;
    }

    private static torch.Tensor Halve(torch.Tensor pictures) =>
        Blur(pictures).slice(2, 0, pictures.shape[2], 2).slice(3, 0, pictures.shape[3], 2);

    private static torch.Tensor Double(torch.Tensor pictures, long height, long width)
    {
        torch.Tensor spread = torch.zeros(pictures.shape[0], pictures.shape[1], height, width);
        spread.slice(2, 0, height, 2).slice(3, 0, width, 2).copy_(pictures);

        // Three of four pixels are zero.
        return Blur(spread).mul(Four);
    }

    private static torch.Tensor Blur(torch.Tensor pictures)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor filter = torch.tensor(Binomial).clone();
        torch.Tensor square = (filter.unsqueeze(1) * filter.unsqueeze(0)).view(1, 1, 5, 5);
        torch.Tensor planes = pictures.reshape(-1, 1, pictures.shape[2], pictures.shape[3]);
        torch.Tensor framed = torch.nn.functional.pad(planes, [2, 2, 2, 2], PaddingModes.Reflect);
        return torch.nn.functional.conv2d(framed, square).view_as(pictures).MoveToOuterDisposeScope();
    }
}
