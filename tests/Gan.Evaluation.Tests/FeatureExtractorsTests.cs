using TorchSharp;

namespace Gan.Evaluation.Tests;

public class FeatureExtractorsTests
{
    private static readonly ImageShape Shape = new(3, 32, 32);

    [Fact]
    public void Random_convolutions_are_fixed_by_their_seed_bit_for_bit()
    {
        using torch.Tensor pictures = Sets.Animals(300, 1);
        using RandomConvFeatures first = new(seed: 5, device: ComputeDevice.Cpu), again = new(seed: 5, device: ComputeDevice.Cpu);
        using RandomConvFeatures other = new(seed: 6, device: ComputeDevice.Cpu);
        using torch.Tensor one = first.Extract(pictures), two = again.Extract(pictures), three = other.Extract(pictures);

        one.shape.Should().Equal(300, 256);
        (one.dtype, first.Size, one.requires_grad).Should().Be((torch.ScalarType.Float32, 256, false));
        two.Bytes().Should().Equal(one.Bytes());
        three.Bytes().Should().NotEqual(one.Bytes());
        again.Fingerprint.Should().Be(first.Fingerprint).And.MatchRegex("^[0-9a-f]{64}$");
        other.Fingerprint.Should().NotBe(first.Fingerprint);
    }

    [Fact]
    public void Features_of_a_picture_do_not_depend_on_its_neighbours()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor pictures = Sets.Animals(300, 1);
        using RandomConvFeatures extractor = new(device: ComputeDevice.Cpu);
        torch.Tensor together = extractor.Extract(pictures), alone = extractor.Extract(pictures.narrow(0, 298, 1));
        (together.narrow(0, 298, 1) - alone).abs().max().item<float>().Should().BeLessThan(1e-5f);
        together.std(0).min().item<float>().Should().BeGreaterThan(1e-4f, "every feature says something");
    }

    [Fact]
    public void Random_convolutions_take_any_size_and_their_own_channels()
    {
        using RandomConvFeatures extractor = new(channels: 1, device: ComputeDevice.Cpu);
        using torch.Tensor grey = torch.zeros([2, 1, 8, 20], torch.ScalarType.Byte), colour = torch.zeros([2, 3, 8, 8], torch.ScalarType.Byte);
        using torch.Tensor features = extractor.Extract(grey);
        features.shape.Should().Equal(2, 256);
        Action extract = () => extractor.Extract(colour);
        extract.Should().Throw<ArgumentException>()
            .WithMessage("The pictures are 3×8×8; this extractor works on 1 channels and at least 8 pixels a side.*");
    }

    [Theory]
    [InlineData(400)] // more pictures than the 192 values of one
    [InlineData(120)] // fewer
    public void Principal_components_keep_the_most_variance_and_do_not_correlate(int count)
    {
        using var scope = torch.NewDisposeScope();
        ImageDataset dataset = SyntheticImages.Create(count, new ImageShape(3, 8, 8), seed: 1);
        using PixelPcaFeatures pca = PixelPcaFeatures.Fit(dataset, components: 20);
        torch.Tensor pictures = PictureBytes.Load(dataset);
        torch.Tensor features = pca.Extract(pictures).to(torch.ScalarType.Float64);
        torch.Tensor pixels = PixelScaling.ToNetwork(pictures).flatten(1).to(torch.ScalarType.Float64);
        torch.Tensor centred = pixels - pixels.mean([0], keepdim: true);
        torch.Tensor variances = torch.linalg.svdvals(centred).square() / count;

        torch.Tensor covariance = features.t().matmul(features) / count;
        torch.Tensor kept = variances.narrow(0, 0, 20);
        (covariance - (kept / kept.mean()).diag()).abs().max().item<double>()
            .Should().BeLessThan(1e-5, "the variances keep their ratios, and their mean is 1");
        features.mean([0]).abs().max().item<double>().Should().BeLessThan(1e-5);
    }

    [Fact]
    public void Principal_components_repeat_with_their_signs()
    {
        using torch.Tensor pictures = Sets.Animals(10, 2);
        ImageDataset dataset = SyntheticImages.Create(100, Shape, seed: 1);
        using PixelPcaFeatures first = PixelPcaFeatures.Fit(dataset, 8), again = PixelPcaFeatures.Fit(dataset, 8);
        using PixelPcaFeatures fewer = PixelPcaFeatures.Fit(dataset, 7);
        using torch.Tensor one = first.Extract(pictures), two = again.Extract(pictures);
        two.Bytes().Should().Equal(one.Bytes());
        again.Fingerprint.Should().Be(first.Fingerprint);
        fewer.Fingerprint.Should().NotBe(first.Fingerprint);
        first.Size.Should().Be(8);
    }

    [Fact]
    public void More_components_than_there_can_be_are_refused()
    {
        ImageDataset dataset = SyntheticImages.Create(10, Shape);
        Action fit = () => PixelPcaFeatures.Fit(dataset, 10);
        fit.Should().Throw<EvaluationException>().WithMessage("10 pictures of 3×32×32 do not have 10 principal components; ask for at most 9.");
    }

    [Fact]
    public void Pixels_are_the_values_that_networks_see()
    {
        using torch.Tensor pictures = Sets.Animals(2, 1), values = PixelScaling.ToNetwork(pictures);
        using PixelFeatures pixels = new(Shape);
        using torch.Tensor features = pixels.Extract(pictures);
        features.shape.Should().Equal(2, 3072);
        features.Bytes().Should().Equal(values.Bytes());
    }

    [Fact]
    public void Pictures_of_another_kind_are_refused_by_every_extractor()
    {
        ImageDataset dataset = SyntheticImages.Create(10, Shape);
        using torch.Tensor values = torch.zeros(2, 3, 32, 32), small = torch.zeros([2, 3, 16, 16], torch.ScalarType.Byte);
        using PixelFeatures pixels = new(Shape);
        using PixelPcaFeatures pca = PixelPcaFeatures.Fit(dataset, 2);
        using RandomConvFeatures random = new(device: ComputeDevice.Cpu);
        foreach (IFeatureExtractor extractor in new IFeatureExtractor[] { pixels, pca, random })
        {
            Action ofValues = () => extractor.Extract(values);
            ofValues.Should().Throw<ArgumentException>().WithMessage("Pictures are uint8 [N, C, H, W]; this tensor is Float32 [2, 3, 32, 32]*");
        }

        Action ofSmall = () => pixels.Extract(small);
        ofSmall.Should().Throw<ArgumentException>().WithMessage("The pictures are 3×16×16; this extractor works on 3×32×32.*");
    }

    [Fact]
    public void Only_the_result_stays_alive()
    {
        ImageDataset dataset = SyntheticImages.Create(20, Shape);
        using torch.Tensor pictures = PictureBytes.Load(dataset);
        long before = LiveTensors.Count;
        using (RandomConvFeatures random = new(device: ComputeDevice.Cpu))
        using (PixelPcaFeatures pca = PixelPcaFeatures.Fit(dataset, 2))
        using (PixelFeatures pixels = new(Shape))
        {
            foreach (IFeatureExtractor extractor in new IFeatureExtractor[] { random, pca, pixels })
            {
                long held = LiveTensors.Count;
                torch.Tensor features = extractor.Extract(pictures);
                (LiveTensors.Count - held).Should().Be(1);
                features.Dispose();
            }
        }

        (LiveTensors.Count - before).Should().Be(0);
    }
}
