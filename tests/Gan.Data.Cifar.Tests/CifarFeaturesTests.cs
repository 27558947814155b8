using Gan.Core;
using Gan.Evaluation;
using TorchSharp;

namespace Gan.Data.Cifar.Tests;

public class CifarFeaturesTests
{
    // Also in the documentation of CifarFeatures: numbers that users have noted belong to these weights.
    private const string RecordedFingerprint = "ec68edc98e5df6ac7902cd0585c3dd96f28b389e85665b77e1073569095ef383";

    [Fact]
    public void Features_are_one_row_of_192_numbers_a_picture_and_differ_as_the_pictures_do()
    {
        using var scope = torch.NewDisposeScope();
        using CifarFeatures extractor = CifarFeatures.Load(ComputeDevice.Cpu);
        torch.Tensor features = extractor.Extract(Pictures(300));

        features.shape.Should().Equal(300, 192);
        (features.dtype, features.requires_grad, extractor.Size).Should().Be((torch.ScalarType.Float32, false, 192));
        features.isfinite().all().item<bool>().Should().BeTrue();
        torch.unique(features, dim: 0).output.shape[0].Should().Be(300, "pictures that differ have features that differ");
    }

    [Fact]
    public void Features_repeat_bit_for_bit_and_do_not_depend_on_the_neighbours()
    {
        using var scope = torch.NewDisposeScope();
        using CifarFeatures first = CifarFeatures.Load(ComputeDevice.Cpu), again = CifarFeatures.Load(ComputeDevice.Cpu);
        torch.Tensor pictures = Pictures(300);
        torch.Tensor features = first.Extract(pictures);

        again.Extract(pictures).bytes.ToArray().Should().Equal(features.bytes.ToArray());
        torch.Tensor alone = first.Extract(pictures.narrow(0, 298, 1));
        (features.narrow(0, 298, 1) - alone).abs().max().item<float>().Should().BeLessThan(1e-4f);
    }

    [Fact]
    public void The_fingerprint_is_the_recorded_checksum_of_the_weights()
    {
        using CifarFeatures extractor = CifarFeatures.Load(ComputeDevice.Cpu);
        extractor.Fingerprint.Should().Be(RecordedFingerprint);
        extractor.Name.Should().Be("CIFAR-10 classifier");
    }

    [Fact]
    public void Probabilities_are_those_of_ten_classes_and_add_up_to_one()
    {
        using var scope = torch.NewDisposeScope();
        using CifarFeatures extractor = CifarFeatures.Load(ComputeDevice.Cpu);
        torch.Tensor probabilities = extractor.Probabilities(Pictures(300));

        probabilities.shape.Should().Equal(300, 10);
        probabilities.min().item<float>().Should().BeGreaterThanOrEqualTo(0);
        (probabilities.sum(1) - 1).abs().max().item<float>().Should().BeLessThan(1e-5f);
        InceptionScore.Compute(probabilities).Mean.Should().BeInRange(1, 10);
    }

    [Fact]
    public void Other_pictures_than_those_of_CIFAR_10_are_refused()
    {
        using CifarFeatures extractor = CifarFeatures.Load(ComputeDevice.Cpu);
        using torch.Tensor values = torch.zeros(2, 3, 32, 32), small = torch.zeros([2, 3, 16, 16], torch.ScalarType.Byte);
        using torch.Tensor none = torch.zeros([0, 3, 32, 32], torch.ScalarType.Byte);
        Action ofValues = () => extractor.Extract(values), ofSmall = () => extractor.Extract(small), ofNone = () => extractor.Probabilities(none);

        ofValues.Should().Throw<ArgumentException>().WithMessage(
            "This extractor works on uint8 [N, 3, 32, 32]; this tensor is Float32 [2, 3, 32, 32]. PixelScaling.ToBytes makes bytes of network values.*");
        ofSmall.Should().Throw<ArgumentException>().WithMessage("*this tensor is Byte [2, 3, 16, 16].*");
        ofNone.Should().Throw<ArgumentException>().WithMessage("*this tensor is Byte [0, 3, 32, 32].*");
    }

    [Fact]
    public void Only_the_results_stay_alive()
    {
        using torch.Tensor pictures = Pictures(300);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (CifarFeatures extractor = CifarFeatures.Load(ComputeDevice.Cpu))
        {
            long held = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            torch.Tensor features = extractor.Extract(pictures), probabilities = extractor.Probabilities(pictures);
            (DisposeScopeManager.Statistics.ThreadTotalLiveCount - held).Should().Be(2);
            features.Dispose();
            probabilities.Dispose();
        }

        (DisposeScopeManager.Statistics.ThreadTotalLiveCount - before).Should().Be(0);
    }

    private static torch.Tensor Pictures(int count) => PictureBytes.Load(SyntheticImages.Create(count, new ImageShape(3, 32, 32), seed: 1));
}
