using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// What a detector sees beside a picture: what is left of it when its content is taken away. Generators give themselves away in how a pixel
/// depends on its neighbours, which content hides from a small network. Nothing here is learnt.
/// </summary>
internal static class ResidualFilters
{
    /// <summary>Channels out for each channel in.</summary>
    public const int Views = 3;

    // Residuals are an order of magnitude smaller than pictures; a network that starts blind to them learns content first.
    private static readonly Scalar Gain = 4f.ToScalar();

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar Two = 2.ToScalar();
    private static readonly Scalar Quarter = 0.25f.ToScalar();

    /// <summary>Puts the residuals beside the pictures.</summary>
    /// <param name="images">float [N, C, H, W] in [−1, 1].</param>
    /// <returns>float [N, 3C, H, W]: the pictures, <see cref="Neighbour"/> and <see cref="HighPass"/>. The caller disposes it.</returns>
    public static torch.Tensor Apply(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        return torch.cat([images, Neighbour(images).mul_(Gain), HighPass(images).mul_(Gain)], 1).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Each pixel minus the first of its block of 2×2: the picture minus itself reduced to half and enlarged again, by nearest neighbours.
    /// It shows what up-sampling leaves (neighbouring pixel relationships; Tan et al. 2024, arXiv 2312.10461).
    /// </summary>
    /// <param name="images">float [N, C, H, W].</param>
    /// <returns>float of the same shape. The caller disposes it.</returns>
    public static torch.Tensor Neighbour(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor coarse = images
            .index(torch.TensorIndex.Colon, torch.TensorIndex.Colon, torch.TensorIndex.Slice(null, null, 2), torch.TensorIndex.Slice(null, null, 2));
        torch.Tensor enlarged = coarse.repeat_interleave(2, 2).repeat_interleave(2, 3);
        return images.sub(enlarged.narrow(2, 0, images.shape[2]).narrow(3, 0, images.shape[3])).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// What a pixel's eight neighbours do not foretell: the second-order 3×3 filter of the spatial rich model (Fridrich and Kodovský 2012),
    /// on each channel. Beyond the border the outermost pixels are repeated.
    /// </summary>
    /// <param name="images">float [N, C, H, W].</param>
    /// <returns>float of the same shape. The caller disposes it.</returns>
    public static torch.Tensor HighPass(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor padded = torch.nn.functional.pad(images, [1, 1, 1, 1], PaddingModes.Replicate);
        return Second(Second(padded, 2), 3).mul_(Quarter).MoveToOuterDisposeScope();
    }

    // The filter is the product of one along the columns and one along the rows: [−1, 2, −1] each, with the sign turned.
    private static torch.Tensor Second(torch.Tensor images, int dimension)
    {
        long length = images.shape[dimension] - 2;
        return images.narrow(dimension, 1, length).mul(Two).sub_(images.narrow(dimension, 0, length)).sub_(images.narrow(dimension, 2, length));
    }
}
