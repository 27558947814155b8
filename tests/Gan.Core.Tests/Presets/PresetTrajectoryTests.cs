namespace Gan.Core.Tests.Presets;

/// <summary>
/// The losses of the presets' first steps. If a number here changes, the presets train otherwise than they did: files and runs of earlier
/// versions cannot be continued, and what the documents measured no longer holds.
/// </summary>
public class PresetTrajectoryTests
{
    // Kernels round differently from processor to processor, and a GAN doubles a difference every few steps.
    private const double Rounding = 2e-3;

    [Theory]
    [InlineData("baseline", 0.90485752, 1.15249121, 0.79467469, 0.83097655, 0.91129643, 1.44757640, 0.92946684, 1.78319669)]
    [InlineData("lr0002", 1.01975131, 1.18363667, 0.70090878, 0.96419907, 0.83843827, 0.71729141, 1.09601080, 0.79463965)]
    [InlineData("lr0003", 1.01975131, 1.25199974, 0.72142118, 1.04159904, 0.87076336, 0.77672744, 1.18090916, 0.83070290)]
    public void The_first_steps_have_the_losses_that_they_always_had(string preset, params double[] losses)
    {
        using GanTrainer trainer = GanPresets.ByName[preset]()
            .OnDevice(ComputeDevice.Cpu)
            .WithSeed(1)
            .WithBatchSize(8)
            .WithEpochs(1)
            .WithHorizontalFlip()
            .WithOptions(options => options with { StepsPerTick = 1 })
            .Build();

        trainer.Train(TestData.Pictures(count: 32, shape: new ImageShape(3, 32, 32)));

        double[] found = [.. trainer.History.SelectMany(entry => new[] { entry.DiscriminatorLoss, entry.GeneratorLoss })];
        found.Should().HaveCount(8);
        for (int i = 0; i < found.Length; i++)
        {
            found[i].Should().BeApproximately(losses[i], Rounding, "all of them are {0}", string.Join(", ", found));
        }
    }
}
