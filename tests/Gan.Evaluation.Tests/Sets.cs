using TorchSharp;

namespace Gan.Evaluation.Tests;

/// <summary>Features and pictures whose properties are known.</summary>
internal static class Sets
{
    private static readonly ImageShape Small = new(3, 32, 32);

    public static Features Of(torch.Tensor values, string extractor = "test") =>
        new(values.to(torch.ScalarType.Float32, copy: true), extractor, extractor, "points");

    public static Features Of(float[,] values) => Of(torch.tensor(values));

    /// <summary>Independent normal numbers of one mean and deviation.</summary>
    public static Features Normal(int count, int size, long seed, double deviation = 1, double mean = 0)
    {
        using var scope = torch.NewDisposeScope();
        return Of(SeededTensors.Normal(new SeededRandom(seed), count, size) * deviation + mean);
    }

    public static Features Permuted(Features features, long seed)
    {
        int[] order = [.. Enumerable.Range(0, features.Count)];
        new SeededRandom(seed).Shuffle<int>(order);
        return features.Select(order);
    }

    public static torch.Tensor Animals(int count, long seed, int classes = 4) =>
        PictureBytes.Load(SyntheticImages.Create(count, Small, seed, classes));

    public static torch.Tensor Noisy(torch.Tensor bytes, double deviation, long seed = 3)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor noise = SeededTensors.Normal(new SeededRandom(seed), bytes.shape) * deviation;
        return (bytes.to(torch.ScalarType.Float64) + noise).round_().clamp_(0, 255).to(torch.ScalarType.Byte).MoveToOuterDisposeScope();
    }

    public static torch.Tensor Blurred(torch.Tensor bytes, int radius)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor blurred = torch.nn.functional.avg_pool2d(
            bytes.to(torch.ScalarType.Float32), 2 * radius + 1, stride: 1, padding: radius, count_include_pad: false);
        return blurred.round_().to(torch.ScalarType.Byte).MoveToOuterDisposeScope();
    }

    public static torch.Tensor Brighter(torch.Tensor bytes, int levels)
    {
        using var scope = torch.NewDisposeScope();
        return (bytes.to(torch.ScalarType.Int32) + levels).clamp_(0, 255).to(torch.ScalarType.Byte).MoveToOuterDisposeScope();
    }
}
