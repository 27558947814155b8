using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class AugmentationTests
{
    [Fact]
    public void It_changes_real_and_generated_pictures_in_both_turns_and_is_told_of_the_discriminator_s()
    {
        RandomBrightness brightness = new();
        using GanTrainer trainer = TestData.Gan().WithAugmentation(brightness).WithEpochs(1).Build();
        (int applied, int observed) = (brightness.Applied, brightness.Observed);
        trainer.Train(TestData.Pictures());

        (brightness.Applied - applied).Should().Be(2 * 3, "two steps show real, generated and generated pictures");
        (brightness.Observed - observed).Should().Be(2);
    }

    [Fact]
    public void The_discriminator_sees_what_the_augmentations_make_one_after_the_other()
    {
        List<float> seen = [];
        using OwnDiscriminator discriminator = new() { Shown = images => seen.Add(images.max().item<float>()) };
        using GanTrainer trainer = TestData.Gan().WithDiscriminator(discriminator)
            .WithAugmentation(new Scaled(0)).WithAugmentation(new Shifted(3)).WithEpochs(1).Build();
        seen.Clear();
        trainer.Train(TestData.Pictures());

        seen.Should().HaveCount(6).And.OnlyContain(value => value == 3);
    }

    [Fact]
    public void The_generator_learns_through_it()
    {
        using GanTrainer plain = TestData.Gan().WithEpochs(1).Build();
        using GanTrainer blind = TestData.Gan().WithAugmentation(new Scaled(0)).WithEpochs(1).Build();
        SortedDictionary<string, string> before = plain.Generator.Network.Bits();
        plain.Train(TestData.Pictures());
        blind.Train(TestData.Pictures());

        string weight = "blocks.0.conv.weight";
        plain.Generator.Network.Bits()[weight].Should().NotBe(before[weight]);
        blind.Generator.Network.Bits()[weight].Should().Be(before[weight], "a picture times zero has no slope");
    }

    [Fact]
    public void Its_draws_are_those_of_the_step()
    {
        SortedDictionary<string, string>[] runs = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using GanTrainer trainer = TestData.Gan().WithAugmentation(new RandomBrightness()).Build();
            trainer.Train(TestData.Pictures());
            return trainer.CaptureState().Bits();
        })];
        runs[1].Should().Equal(runs[0]);
    }

    private sealed record Scaled(double Factor) : IAugmentation
    {
        public string Name => PartName.Of("scaled", ("factor", Factor));

        public torch.Tensor Apply(torch.Tensor images, StepPosition position) => images.mul(Factor);
    }

    private sealed record Shifted(double Distance) : IAugmentation
    {
        public string Name => PartName.Of("shifted", ("distance", Distance));

        public torch.Tensor Apply(torch.Tensor images, StepPosition position) => images.add(Distance);
    }
}
