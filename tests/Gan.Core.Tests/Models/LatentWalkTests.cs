using TorchSharp;

namespace Gan.Core.Tests.Models;

public class LatentWalkTests
{
    private static readonly LatentSpace Normal = new(64, LatentDistribution.Normal);
    private static readonly LatentSpace Uniform = new(64);

    [Theory]
    [InlineData(LatentDistribution.Uniform)]
    [InlineData(LatentDistribution.Normal)]
    public void It_goes_through_the_keys_in_turn(LatentDistribution distribution)
    {
        LatentSpace space = new(64, distribution);
        using var scope = torch.NewDisposeScope();
        torch.Tensor walk = space.Walk(frames: 20, seed: 3, keys: 4), keys = space.Sample(4, seed: 3);
        for (int key = 0; key < 4; key++)
        {
            walk[5 * key].data<float>().ToArray().Should().Equal(keys[key].data<float>().ToArray());
        }
    }

    [Theory]
    [InlineData(LatentDistribution.Uniform)]
    [InlineData(LatentDistribution.Normal)]
    public void It_is_closed_and_its_steps_are_small(LatentDistribution distribution)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor walk = new LatentSpace(64, distribution).Walk(frames: 90, seed: 1, keys: 3);
        torch.Tensor steps = (walk - walk.roll(1, 0)).norm(1);
        steps.max().item<float>().Should().BeLessThan(2 * steps.min().item<float>(), "the step from the last to the first is one like the others");
    }

    [Fact]
    public void Normal_latents_keep_their_length_and_uniform_ones_their_cube()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor lengths = Normal.Walk(120, seed: 2, keys: 4).norm(1), keys = Normal.Sample(4, seed: 2).norm(1);
        lengths.min().item<float>().Should().BeGreaterThan(0.95f * keys.min().item<float>());
        lengths.max().item<float>().Should().BeLessThan(1.05f * keys.max().item<float>());

        Uniform.Walk(120, seed: 2, keys: 4).abs().max().item<float>().Should().BeLessThanOrEqualTo(1);
    }

    [Fact]
    public void A_seed_fixes_it()
    {
        using var scope = torch.NewDisposeScope();
        byte[] walk = Normal.Walk(10, seed: 1).Bytes();
        Normal.Walk(10, seed: 1).Bytes().Should().Equal(walk);
        Normal.Walk(10, seed: 2).Bytes().Should().NotEqual(walk);
    }

    [Fact]
    public void Latents_of_one_number_are_walked_straight()
    {
        using torch.Tensor walk = new LatentSpace(1, LatentDistribution.Normal).Walk(8, seed: 1, keys: 2);
        walk.data<float>().ToArray().Should().OnlyContain(value => float.IsFinite(value));
    }

    [Fact]
    public void Pictures_are_those_of_the_latents()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        using var scope = torch.NewDisposeScope();
        torch.Tensor pictures = generator.Walk(6, seed: 3, keys: 2), latent = generator.Latent.Walk(6, seed: 3, keys: 2);
        pictures.shape.Should().Equal(6, 3, 8, 8);
        pictures.Bytes().Should().Equal(generator.SampleFrom(latent).Bytes());
    }

    [Fact]
    public void Impossible_walks_are_refused()
    {
        FluentActions.Invoking(() => Normal.Walk(10, 0, keys: 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Normal.Walk(3, 0, keys: 4)).Should().Throw<ArgumentOutOfRangeException>();
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        FluentActions.Invoking(() => generator.Walk(10, 0, label: 0)).Should().Throw<ArgumentOutOfRangeException>("it has no classes");
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        generator.Walk(4, seed: 0, keys: 2).Dispose();
        long before = LiveTensors.Count;
        generator.Walk(4, seed: 0, keys: 2).Dispose();
        (LiveTensors.Count - before).Should().Be(0);
    }
}
