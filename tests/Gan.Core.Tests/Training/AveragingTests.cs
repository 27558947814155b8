using TorchSharp;

namespace Gan.Core.Tests.Training;

public class AveragingTests
{
    private static readonly AveragingOptions Slow = new() { HalfLife = 10, Ramp = 0.5 };

    [Fact]
    public void The_averaged_weights_follow_their_formula()
    {
        using var scope = torch.NewDisposeScope();
        List<torch.Tensor> weights = [];
        RecordingObserver observer = new() { Tick = trainer => weights.Add(Weight(trainer.Generator)) };
        using GanTrainer trainer = TestData.Gan().WithAveraging(Slow).WithOptions(o => o with { StepsPerTick = 1 }).Observe(observer).Build();
        torch.Tensor expected = Weight(trainer.Generator);
        trainer.Train(TestData.Pictures());

        for (int step = 0; step < weights.Count; step++)
        {
            double halfLife = Math.Min(10, 0.5 * 4 * (step + 1));
            double decay = Math.Pow(0.5, 4 / halfLife);
            expected = expected.mul(decay).add(weights[step].mul(1 - decay));
        }

        Weight(trainer.SampledGenerator).sub(expected).abs().max().item<double>().Should().BeLessThan(1e-6);
        weights[^1].sub(expected).abs().max().item<double>().Should().BeGreaterThan(1e-4);
    }

    [Fact]
    public void It_changes_nothing_of_what_is_trained()
    {
        using GanTrainer with = TestData.Gan().WithAveraging(Slow).Build();
        using GanTrainer without = TestData.Gan().Build();
        with.Train(TestData.Pictures());
        without.Train(TestData.Pictures());

        with.CaptureState().Bits().Where(entry => !entry.Key.StartsWith("average.", StringComparison.Ordinal))
            .Should().Equal(without.CaptureState().Bits());
        without.SampledGenerator.Should().BeSameAs(without.Generator);
        with.SampledGenerator.Should().NotBeSameAs(with.Generator);
    }

    [Fact]
    public void Its_statistics_are_those_of_the_trained_generator_when_none_are_measured()
    {
        using GanTrainer trainer = TestData.Gan().WithAveraging(Slow with { StatisticsImages = 0 }).Build();
        trainer.Train(TestData.Pictures());

        trainer.SampledGenerator.Network.Bits()["dense_norm.running_mean"].Should().Be(trainer.Generator.Network.Bits()["dense_norm.running_mean"]);
        trainer.SampledGenerator.Network.training.Should().BeFalse();
    }

    [Fact]
    public void Its_statistics_are_measured_with_its_own_weights()
    {
        using var scope = torch.NewDisposeScope();
        using GanTrainer trainer = TestData.Gan().WithAveraging(Slow with { StatisticsImages = 520 }).Build();
        trainer.Train(TestData.Pictures());
        torch.Tensor latent = TestData.Latent.Sample(520, RandomSeeds.Derive(trainer.Options.Seed, "averaged statistics"));
        Dictionary<string, torch.Tensor> state = trainer.SampledGenerator.Network.state_dict();
        torch.Tensor activations = torch.nn.functional.linear(latent, state["dense.weight"], state["dense.bias"]).view(2, 260, 8, -1);

        torch.Tensor means = activations.mean([1, 3]).mean([0]);
        torch.Tensor variances = activations.transpose(1, 2).flatten(2).var(2, unbiased: true).mean([0]);
        state["dense_norm.running_mean"].sub(means).abs().max().item<float>().Should().BeLessThan(1e-5f);
        state["dense_norm.running_var"].sub(variances).abs().max().item<float>().Should().BeLessThan(1e-5f);
        trainer.SampledGenerator.Network.Bits().Should().Equal(trainer.SampledGenerator.Network.Bits());
        trainer.SampledGenerator.Network.training.Should().BeFalse();
        trainer.Generator.Network.Bits()["dense_norm.running_mean"].Should().NotBe(trainer.SampledGenerator.Network.Bits()["dense_norm.running_mean"]);
    }

    [Fact]
    public void The_half_life_follows_its_schedule()
    {
        AveragingOptions options = Slow with { HalfLifeSchedule = Schedule.Linear(0, 1), Ramp = 100 };
        options.Decay(new StepPosition(0, 0, 0), batch: 4).Should().Be(0);
        options.Decay(new StepPosition(9, 36, 0.5), batch: 4).Should().BeApproximately(Math.Pow(0.5, 4 / 5.0), 1e-12);
        options.Decay(new StepPosition(99, 396, 1), batch: 4).Should().BeApproximately(Math.Pow(0.5, 4 / 10.0), 1e-12);
    }

    [Fact]
    public void A_generator_without_statistics_is_averaged_too()
    {
        using GanTrainer trainer = TestData.Gan().WithGenerator(seed => new OwnGenerator(seed: seed)).WithAveraging(Slow).Build();
        trainer.Train(TestData.Pictures());

        trainer.SampledGenerator.Network.Bits().Should().NotEqual(trainer.Generator.Network.Bits());
    }

    [Fact]
    public void Files_hold_the_averaged_generator()
    {
        using TemporaryFolder folder = new();
        using GanTrainer trainer = TestData.Gan().WithAveraging(Slow).SaveTo(folder.File("run")).Build();
        trainer.Train(TestData.Pictures());
        using GanGenerator saved = GanGenerator.Load(Path.Combine(folder.File("run"), "generator.safetensors"), ComputeDevice.Cpu);

        saved.Network.Bits().Should().Equal(trainer.SampledGenerator.Network.Bits()).And.NotEqual(trainer.Generator.Network.Bits());
    }

    [Fact]
    public void A_generator_of_which_there_is_only_one_is_refused()
    {
        using OwnGenerator generator = new();
        FluentActions.Invoking(() => TestData.Gan().WithGenerator(generator).WithAveraging().Build())
            .Should().Throw<GanConfigurationException>().WithMessage("*needs a second generator*");
        FluentActions.Invoking(() => TestData.Gan().WithGenerator(_ => generator).WithAveraging().Build())
            .Should().Throw<GanConfigurationException>().WithMessage("*gave the same one twice*");
    }

    [Fact]
    public void Wrong_numbers_are_all_listed() => new GanOptions { Averaging = new() { HalfLife = 0, Ramp = -1 } }.Validate().Should().Equal(
        "the half-life of the averaged generator is 0 pictures; it must be above 0 (20000 is usual for small sets).",
        "the ramp of the averaged generator is -1; it must be above 0 (0.1 is usual).");

    private static torch.Tensor Weight(IGenerator generator) =>
        generator.Network.state_dict()["dense.weight"].detach().to(torch.ScalarType.Float64, copy: true);
}
