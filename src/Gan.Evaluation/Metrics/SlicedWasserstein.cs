using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// The sliced Wasserstein distance between small patches of real and generated pictures, level by level of a Laplacian pyramid (Karras et
/// al. 2018, "Progressive growing of GANs"), and one between raw colours.
/// </summary>
/// <remarks>
/// As in the paper: 7×7 patches, normalised for each set and channel to mean 0 and variance 1, 4 × 128 random directions, mean absolute
/// difference of the sorted projections times 1000, levels down to 16 pixels. Unlike it, the number of patches of a set and level is
/// bounded (the paper takes 128 of each of 16,384 pictures, 1.2 GB a level): values are comparable only at one number of patches. The
/// normalisation hides brightness, contrast and colour of the whole set; the distance between raw colours sees just these.
/// </remarks>
public static class SlicedWasserstein
{
    private const int PatchSide = 7;
    private const int Directions = 128;
    private const int Repeats = 4;
    private const int MostPatchesOfAPicture = 128;
    private const int PicturesAtATime = 512;

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar Smallest = 1e-8.ToScalar();

    /// <summary>Computes the distances; the order of the two sets does not matter.</summary>
    /// <param name="real">uint8 [N, C, H, W], at least 2 pictures of at least 7 pixels a side.</param>
    /// <param name="generated">uint8 [M, C, H, W], at least 2 pictures of the same shape.</param>
    /// <param name="patches">Patches of each set and level, at least 2 (128 of a picture at most). The default value is 16,384.</param>
    /// <param name="seed">Fixes pictures, patches and directions, the same for both sets. The default value is 0.</param>
    /// <returns>The distances.</returns>
    /// <exception cref="ArgumentException">The tensors are not two sets of picture bytes of one shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="patches"/> is below 2.</exception>
    /// <exception cref="EvaluationException">The pictures are too few or too small.</exception>
    public static SlicedWassersteinResult Compute(torch.Tensor real, torch.Tensor generated, int patches = 16_384, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patches, 2);
        ImageShape shape = PictureCheck.RequireAlike(real, generated);
        int pictures = (int)Math.Min(patches, Math.Min(real.shape[0], generated.shape[0]));
        if (pictures < 2 || Math.Min(shape.Height, shape.Width) < PatchSide)
        {
            throw new EvaluationException(
                $"{pictures} pictures of {shape} are too few or too small; "
                + $"the sliced Wasserstein distance needs 2 in each set, of {PatchSide} pixels a side.");
        }

        using var scope = torch.NewDisposeScope();
        int perPicture = Math.Clamp(patches / pictures, 1, MostPatchesOfAPicture);
        List<torch.Tensor> realPatches = Patches(real, pictures, perPicture, seed);
        List<torch.Tensor> generatedPatches = Patches(generated, pictures, perPicture, seed);
        List<SlicedWassersteinLevel> levels = [];
        for (int level = 0; level < realPatches.Count - 1; level++)
        {
            SeededRandom random = new(RandomSeeds.Derive(seed, "patch directions"), (ulong)level);
            double distance = 1000 * Distance(Normalised(realPatches[level]), Normalised(generatedPatches[level]), random);
            levels.Add(new SlicedWassersteinLevel { Height = LaplacianPyramid.Heights(shape)[level], Distance = distance });
        }

        SeededRandom colourRandom = new(RandomSeeds.Derive(seed, "colour directions"));
        double colour = Distance(realPatches[^1], generatedPatches[^1], colourRandom, repeats: 1);
        return new SlicedWassersteinResult
        {
            Levels = levels,
            Average = levels.Average(level => level.Distance),
            Colour = colour,
            Patches = pictures * perPicture,
        };
    }

    // float32 [patches, C, 49] of every level, and last the raw colours [patches, C].
    private static List<torch.Tensor> Patches(torch.Tensor bytes, int pictures, int perPicture, long seed)
    {
        using var scope = torch.NewDisposeScope();
        SeededRandom choice = new(RandomSeeds.Derive(seed, "choice of pictures"));
        torch.Tensor chosen = SeededTensors.Subset(choice, (int)bytes.shape[0], pictures);
        List<List<torch.Tensor>> levels = [];
        for (int start = 0, chunk = 0; start < pictures; start += PicturesAtATime, chunk++)
        {
            using var step = torch.NewDisposeScope();
            torch.Tensor some = bytes.index_select(0, chosen.narrow(0, start, Math.Min(PicturesAtATime, pictures - start)));
            torch.Tensor values = some.cpu().to(torch.ScalarType.Float32);
            List<torch.Tensor> pyramid = LaplacianPyramid.Build(values);
            for (int level = 0; level <= pyramid.Count; level++)
            {
                SeededRandom places = new(RandomSeeds.Derive(seed, "places of patches", level), (ulong)chunk);
                torch.Tensor gathered = level < pyramid.Count
                    ? Gather(pyramid[level], PatchSide, perPicture, places)
                    : Gather(values, side: 1, perPicture, places).squeeze(2);
                if (levels.Count == level)
                {
                    levels.Add([]);
                }

                levels[level].Add(gathered.MoveToOuterDisposeScope());
            }
        }

        return [.. levels.Select(parts => torch.cat(parts).MoveToOuterDisposeScope())];
    }

    // Of every picture, squares at random places: [N · perPicture, C, side · side].
    private static torch.Tensor Gather(torch.Tensor pictures, int side, int perPicture, SeededRandom random)
    {
        long rows = pictures.shape[2] - side + 1, columns = pictures.shape[3] - side + 1;
        long[] picture = new long[pictures.shape[0] * perPicture], row = new long[picture.Length], column = new long[picture.Length];
        for (int i = 0; i < picture.Length; i++)
        {
            picture[i] = i / perPicture;
            row[i] = random.NextInt((int)rows);
            column[i] = random.NextInt((int)columns);
        }

        torch.Tensor squares = pictures.unfold(2, side, 1).unfold(3, side, 1).permute(0, 2, 3, 1, 4, 5);
        return squares.index(
            torch.TensorIndex.Tensor(torch.tensor(picture)),
            torch.TensorIndex.Tensor(torch.tensor(row)),
            torch.TensorIndex.Tensor(torch.tensor(column))).flatten(2);
    }

    private static torch.Tensor Normalised(torch.Tensor patches)
    {
        torch.Tensor centred = patches - patches.mean([0, 2], keepdim: true);
        torch.Tensor spread = centred.square().mean([0, 2], keepdim: true).sqrt();
        return (centred / spread.clamp_min(Smallest)).flatten(1);
    }

    /// <summary>The mean over random directions of the distance between the projections of equally many points.</summary>
    /// <param name="first">float32 [N, D].</param>
    /// <param name="second">float32 [N, D].</param>
    /// <param name="random">Draws the directions.</param>
    /// <param name="repeats">How often 128 directions are drawn.</param>
    /// <returns>At least 0.</returns>
    internal static double Distance(torch.Tensor first, torch.Tensor second, SeededRandom random, int repeats = Repeats)
    {
        double sum = 0;
        for (int repeat = 0; repeat < repeats; repeat++)
        {
            using var scope = torch.NewDisposeScope();
            torch.Tensor directions = SeededTensors.Directions(random, Directions, first.shape[1]);
            torch.Tensor one = directions.matmul(first.t()).sort(1).Values, other = directions.matmul(second.t()).sort(1).Values;
            sum += (one - other).abs().mean([], type: torch.ScalarType.Float64).item<double>();
        }

        return sum / repeats;
    }
}
