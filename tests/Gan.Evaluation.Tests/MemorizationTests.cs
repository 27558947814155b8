using TorchSharp;

namespace Gan.Evaluation.Tests;

public class MemorizationTests
{
    [Fact]
    public void New_pictures_of_the_same_distribution_are_not_flagged()
    {
        using Features training = Sets.Normal(1000, 8, 1), heldOut = Sets.Normal(500, 8, 2), generated = Sets.Normal(500, 8, 3);
        MemorizationResult result = Memorization.Compute(generated, training, heldOut);
        result.Z.Should().BeInRange(-3, 3);
        result.Auc.Should().BeApproximately(0.5, 0.06);
        result.ExactDuplicates.Should().Be(0);
        result.NearDuplicates.Should().BeApproximately(result.HeldOutNearDuplicates, 0.05);
    }

    [Fact]
    public void Copies_are_flagged_and_their_originals_named()
    {
        using Features training = Sets.Normal(800, 8, 1), heldOut = Sets.Normal(300, 8, 2);
        using Features copies = training.Select([7, 3, 799, 3]);
        MemorizationResult result = Memorization.Compute(copies, training, heldOut);
        result.Auc.Should().Be(0);
        result.Z.Should().BeLessThan(-3);
        (result.ExactDuplicates, result.NearDuplicates).Should().Be((1, 1));
        result.NearestIndices.Should().Equal(7, 3, 799, 3);
        result.Distances.Should().OnlyContain(distance => distance == 0);
    }

    [Fact]
    public void Memorised_pictures_are_flagged_here_and_rewarded_by_the_Frechet_distance()
    {
        using torch.Tensor all = Sets.Animals(900, 1);
        using torch.Tensor trainingBytes = all.narrow(0, 0, 300), heldOutBytes = all.narrow(0, 300, 300), freshBytes = all.narrow(0, 600, 300);
        using torch.Tensor memorisedBytes = Sets.Noisy(trainingBytes, 2);
        using RandomConvFeatures extractor = new(device: ComputeDevice.Cpu);
        using Features training = extractor.ExtractFrom(trainingBytes, "training"), heldOut = extractor.ExtractFrom(heldOutBytes, "held out");
        using Features memorised = extractor.ExtractFrom(memorisedBytes, "memorised"), fresh = extractor.ExtractFrom(freshBytes, "fresh");

        Memorization.Compute(memorised, training, heldOut).Z.Should().BeLessThan(-10);
        Memorization.Compute(fresh, training, heldOut).Z.Should().BeGreaterThan(-3);
        FrechetDistance.Compute(training, memorised).Should().BeLessThan(FrechetDistance.Compute(training, fresh));
    }

    [Fact]
    public void Pixels_tell_a_copy_from_a_picture_one_level_off()
    {
        using torch.Tensor pictures = Sets.Animals(40, 1), changed = pictures.narrow(0, 0, 1).clone();
        changed[0, 0, 0, 0] = changed[0, 0, 0, 0].item<byte>() > 0 ? 0 : 1;
        using PixelFeatures pixels = new(new ImageShape(3, 32, 32));
        using Features training = pixels.ExtractFrom(pictures, "training"), generated = pixels.ExtractFrom(changed, "changed");
        MemorizationResult result = Memorization.Compute(generated, training, training);
        result.ExactDuplicates.Should().Be(0);
        result.NearestIndices.Should().Equal(0);
        result.Distances[0].Should().BePositive();
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using Features training = Sets.Normal(30, 4, 1), heldOut = Sets.Normal(20, 4, 2), generated = Sets.Normal(3, 4, 3);
        long before = LiveTensors.Count;
        Memorization.Compute(generated, training, heldOut);
        (LiveTensors.Count - before).Should().Be(0);
    }
}
