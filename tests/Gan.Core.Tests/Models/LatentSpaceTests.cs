using TorchSharp;

namespace Gan.Core.Tests.Models;

public class LatentSpaceTests
{
    [Theory]
    [InlineData(LatentDistribution.Uniform, 1 / 1.7320508)]
    [InlineData(LatentDistribution.Normal, 1)]
    public void The_numbers_follow_the_distribution(LatentDistribution distribution, double deviation)
    {
        using torch.Tensor latent = new LatentSpace(100, distribution).Sample(200, seed: 4);
        float[] values = latent.data<float>().ToArray();

        latent.shape.Should().Equal(200, 100);
        latent.dtype.Should().Be(torch.ScalarType.Float32);
        values.Average().Should().BeApproximately(0, (float)(4 * deviation / Math.Sqrt(20_000)));
        Math.Sqrt(values.Average(value => (double)value * value)).Should().BeApproximately(deviation, 0.02 * deviation);
        if (distribution == LatentDistribution.Uniform)
        {
            values.Should().OnlyContain(value => value >= -1 && value <= 1);
            values.Max().Should().BeGreaterThan(0.99f);
            values.Min().Should().BeLessThan(-0.99f);
        }
        else
        {
            values.Max().Should().BeGreaterThan(3);
        }
    }

    [Theory]
    [InlineData(LatentDistribution.Uniform, 100, 8)]
    [InlineData(LatentDistribution.Uniform, 3, 5)]
    [InlineData(LatentDistribution.Normal, 100, 8)]
    [InlineData(LatentDistribution.Normal, 100, 3)]
    [InlineData(LatentDistribution.Normal, 3, 1)]
    [InlineData(LatentDistribution.Normal, 3, 7)]
    public void The_first_of_many_are_those_of_few(LatentDistribution distribution, int size, int few)
    {
        LatentSpace space = new(size, distribution);
        using var scope = torch.NewDisposeScope();
        space.Sample(few, seed: 4).Bytes().Should().Equal(space.Sample(16, seed: 4).narrow(0, 0, few).Bytes());
    }

    [Fact]
    public void The_seed_fixes_the_numbers_whatever_the_global_generator_does()
    {
        using var scope = torch.NewDisposeScope();
        LatentSpace space = new();
        torch.manual_seed(1).Dispose();
        byte[] first = space.Sample(4, seed: 4).Bytes();
        torch.manual_seed(2).Dispose();

        space.Sample(4, seed: 4).Bytes().Should().Equal(first);
        space.Sample(4, seed: 5).Bytes().Should().NotEqual(first);
        space.Sample(4, seed: -4).Bytes().Should().NotEqual(first);
        space.Sample(4, seed: 4 + (1L << 32)).Bytes().Should().NotEqual(first);
    }

    [Fact]
    public void Only_the_result_stays_alive()
    {
        long before = LiveTensors.Count;
        using torch.Tensor latent = new LatentSpace().Sample(4, seed: 4);
        (LiveTensors.Count - before).Should().Be(1);
    }

    [Fact]
    public void None_is_refused()
    {
        Action sample = () => new LatentSpace().Sample(0, seed: 0);
        sample.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Truncated_numbers_are_those_normal_ones_that_lie_inside()
    {
        LatentSpace all = new(4000, LatentDistribution.Normal);
        using torch.Tensor normal = all.Sample(1, seed: 3), truncated = (all with { Truncation = 1 }).Sample(1, seed: 3);
        float[] inside = [.. normal.data<float>().Where(value => Math.Abs(value) <= 1)];

        truncated.data<float>().Take(inside.Length).Should().Equal(inside);
        truncated.abs().max().item<float>().Should().BeLessThanOrEqualTo(1).And.BeGreaterThan(0.99f);
        (all with { Truncation = 0 }).Validate().Should().ContainSingle();
        new LatentSpace { Truncation = 1 }.Validate().Should().ContainSingle().Which.Should().Contain("Normal");
    }
}
