using TorchSharp;

namespace Gan.Core.Tests.Models.Architectures;

public class BatchNormTests
{
    private static readonly TransposedConvGeneratorOptions Options = new() { Latent = new(5), ImageShape = new(1, 2, 2), Channels = [3] };

    [Fact]
    public void One_batch_moves_the_running_statistics_by_a_fifth()
    {
        using var scope = torch.NewDisposeScope();
        using IGenerator generator = Options.Create(seed: 3);
        Dictionary<string, torch.Tensor> state = generator.Network.state_dict();
        torch.Tensor latent = torch.rand(8, 5);
        torch.Tensor x = latent.matmul(state["dense.weight"].t()).view(8, 3, 4).transpose(0, 1).reshape(3, -1);
        generator.Generate(latent);

        Near(state["dense_norm.running_mean"], x.mean([1]).mul(0.2f));
        Near(state["dense_norm.running_var"], x.var([1]).mul(0.2f).add(0.8f));
        state["dense_norm.num_batches_tracked"].item<long>().Should().Be(1);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(0.5)]
    public void Epsilon_is_added_to_the_variance(double epsilon)
    {
        using var scope = torch.NewDisposeScope();
        using IGenerator generator = (Options with { BatchNorm = new() { Epsilon = epsilon }, LeakySlope = 0.999 }).Create(seed: 3);
        Dictionary<string, torch.Tensor> state = generator.Network.state_dict();
        using (torch.no_grad())
        {
            // Small inputs make epsilon count; the last convolution hands on the first channel.
            state["dense.weight"].mul_(0.1f);
            state["image.weight"].zero_()[0, 0, 1, 1] = torch.tensor(1f);
        }

        torch.Tensor latent = torch.rand(8, 5);
        double[] x = latent.matmul(state["dense.weight"].t())[torch.TensorIndex.Colon, torch.TensorIndex.Slice(0, 4)].reshape(-1)
            .data<float>().Select(value => (double)value).ToArray();
        double mean = x.Average(), variance = x.Average(value => (value - mean) * (value - mean));
        float[] images = generator.Generate(latent).data<float>().ToArray();

        for (int i = 0; i < x.Length; i++)
        {
            double normal = (x[i] - mean) / Math.Sqrt(variance + epsilon);
            images[i].Should().BeApproximately((float)Math.Tanh(normal < 0 ? 0.999 * normal : normal), 1e-4f);
        }
    }

    [Fact]
    public void Inference_uses_the_running_statistics_and_leaves_them()
    {
        using var scope = torch.NewDisposeScope();
        using IGenerator generator = Options.Create(seed: 3);
        generator.Generate(torch.rand(8, 5));
        generator.Network.eval();
        var before = generator.Network.Bits();
        torch.Tensor latent = torch.rand(8, 5);
        byte[] together = generator.Generate(latent)[2].Bytes();

        generator.Network.Bits().Should().Equal(before);
        using torch.Tensor alone = generator.Generate(latent[2].unsqueeze(0));
        alone[0].sub(torch.tensor(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(together).ToArray()).view(1, 2, 2))
            .abs().max().item<float>().Should().BeLessThan(1e-5f);
    }

    private static void Near(torch.Tensor actual, torch.Tensor expected) =>
        actual.sub(expected).abs().max().item<float>().Should().BeLessThan(1e-6f);
}
