using TorchSharp;

namespace Gan.Core.Tests.Training;

public class GradientPartsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Parts_learn_what_one_batch_learns_where_there_are_no_batch_statistics(int parts)
    {
        Dictionary<string, torch.Tensor> whole = Moments(1), cut = Moments(parts);
        cut.Should().HaveSameCount(whole).And.NotBeEmpty();
        foreach ((string name, torch.Tensor moment) in whole)
        {
            double size = moment.abs().max().item<float>();
            cut[name].sub(moment).abs().max().item<float>().Should().BeLessThan((float)(1e-5 * size), name);
        }

        foreach (torch.Tensor moment in whole.Values.Concat(cut.Values))
        {
            moment.Dispose();
        }
    }

    [Fact]
    public void Each_part_is_shown_alone()
    {
        List<long> shown = [];
        using OwnDiscriminator discriminator = new() { Shown = images => shown.Add(images.size(0)) };
        using GanTrainer trainer = TestData.Gan().WithDiscriminator(discriminator).WithGradientParts(2).WithEpochs(1).Build();
        shown.Clear();
        TrainingResult result = trainer.Train(TestData.Pictures());

        shown.Should().HaveCount(2 * ((2 * 2) + 2)).And.OnlyContain(count => count == 2);
        result.Images.Should().Be(8);
    }

    [Fact]
    public void Parts_that_do_not_divide_the_batch_or_hold_one_picture_are_refused()
    {
        new GanOptions { BatchSize = 8, GradientParts = 3 }.Validate().Should().ContainSingle().Which.Should().Contain("3 parts");
        new GanOptions { BatchSize = 8, GradientParts = 8 }.Validate().Should().ContainSingle();
        new GanOptions { BatchSize = 8, GradientParts = 0 }.Validate().Should().ContainSingle();
        new GanOptions { BatchSize = 8, GradientParts = 4 }.Validate().Should().BeEmpty();
    }

    /// <summary>The first moments after one step: the gradients, but for a factor.</summary>
    private static Dictionary<string, torch.Tensor> Moments(int parts)
    {
        using GanTrainer trainer = TestData.Gan().WithBatchSize(8).WithEpochs(1).WithGradientParts(parts)
            .WithGenerator(seed => new OwnGenerator(seed: seed)).WithDiscriminator(seed => new OwnDiscriminator(seed: seed)).Build();
        trainer.Train(TestData.Pictures(count: 8));
        return trainer.CaptureState().Tensors.Where(entry => entry.Key.EndsWith("exp_avg", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key, entry => entry.Value.clone());
    }
}
