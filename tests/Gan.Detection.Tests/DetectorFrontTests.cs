using TorchSharp;

namespace Gan.Detection.Tests;

/// <summary>What a detector's network sees beside the picture, against what can be worked out by hand.</summary>
public sealed class DetectorFrontTests
{
    [Fact]
    public void The_neighbour_residual_of_a_picture_enlarged_by_nearest_neighbours_is_zero()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor enlarged = torch.rand(2, 3, 4, 4).repeat_interleave(2, 2).repeat_interleave(2, 3);

        ResidualFilters.Neighbour(enlarged).abs().max().item<float>().Should().Be(0);
    }

    [Fact]
    public void The_neighbour_residual_is_what_a_block_adds_to_its_first_pixel_even_at_an_odd_edge()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor picture = torch.tensor(new float[] { 1, 2, 5, 3, 7, 9, 4, 4, 8 }, [1, 1, 3, 3]);

        ResidualFilters.Neighbour(picture).data<float>().ToArray().Should().Equal(0, 1, 0, 2, 6, 4, 0, 0, 0);
    }

    [Fact]
    public void The_high_pass_residual_is_the_filter_of_the_spatial_rich_model()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor spike = torch.zeros(1, 2, 5, 5);
        spike[0, 1, 2, 2] = 1;
        torch.Tensor ramp = torch.arange(6f).reshape(1, 1, 1, 6) + torch.arange(6f).reshape(1, 1, 6, 1);

        torch.Tensor residual = ResidualFilters.HighPass(spike);
        residual[0, 1].narrow(0, 1, 3).narrow(1, 1, 3).contiguous().data<float>().ToArray().Should()
            .Equal(0.25f, -0.5f, 0.25f, -0.5f, 1, -0.5f, 0.25f, -0.5f, 0.25f);
        residual.abs().sum().item<float>().Should().Be(4);
        ResidualFilters.HighPass(ramp).abs().max().item<float>().Should().Be(0, "a slope is foretold by its neighbours");
    }

    [Fact]
    public void A_wave_lies_on_the_ring_of_its_frequency()
    {
        using var scope = torch.NewDisposeScope();
        using RadialSpectrum spectrum = new(16, 16);
        torch.Tensor wave = (torch.arange(16f) * (2 * Math.PI * 5 / 16)).cos().reshape(1, 1, 1, 16).expand(1, 3, 16, 16);

        float[] rings = spectrum.Compute(wave).data<float>().ToArray();

        rings.Should().HaveCount(12).And.HaveCount(RadialSpectrum.CountFor(16, 16));
        rings[5].Should().Be(rings.Max()).And.BeGreaterThan(10 + rings[4]).And.BeGreaterThan(10 + rings[6]);
    }

    [Fact]
    public void White_noise_has_the_same_power_on_every_ring()
    {
        using var scope = torch.NewDisposeScope();
        using RadialSpectrum spectrum = new(32, 32);
        using torch.Tensor noise = new LatentSpace(1024, LatentDistribution.Normal).Sample(400, seed: 1);

        float[] means = spectrum.Compute(noise.reshape(400, 1, 32, 32)).exp().mean([0]).data<float>().ToArray();

        means.Should().HaveCount(24).And.OnlyContain(power => power > 0.85f && power < 1.15f);
    }
}
