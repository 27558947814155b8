using Gan.StepRace;
using TorchSharp;

namespace Gan.Core.Tests.Training;

/// <summary>The step of the library against the naive loop of the benchmark, with the presets' own networks and settings.</summary>
public class NaiveEqualityTests
{
    [Theory]
    [InlineData("baseline")]
    [InlineData("lr0002")]
    [InlineData("lr0003")]
    public void Thirty_steps_in_float64_equal_the_naive_loop_s(string preset)
    {
        (double loss, double weights) = Race(preset, torch.ScalarType.Float64, batch: 2, steps: 30);

        loss.Should().BeLessThan(1e-8);
        weights.Should().BeLessThan(1e-8);
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("lr0003")]
    public void The_first_steps_in_float32_stay_near_the_naive_loop_s(string preset)
    {
        (double first, _) = Race(preset, torch.ScalarType.Float32, batch: 8, steps: 1);
        (double fifth, _) = Race(preset, torch.ScalarType.Float32, batch: 8, steps: 5);

        // Adam's first updates are the signs of gradients, and where a gradient is rounding alone both signs are right.
        first.Should().BeLessThan(1e-2);
        fifth.Should().BeLessThan(5e-2);
    }

    /// <summary>Trains both ways on the same pictures and latent vectors, without dropout, whose draws differ.</summary>
    /// <returns>The largest difference between two losses, and between two weights at the end.</returns>
    private static (double Loss, double Weights) Race(string preset, torch.ScalarType type, int batch, int steps)
    {
        using var scope = torch.NewDisposeScope();
        GanBuilder builder = GanPresets.ByName[preset]();
        ConvDiscriminatorOptions judge = (ConvDiscriminatorOptions)builder.DiscriminatorOptions! with { Dropout = 0 };
        using IGenerator generator = builder.GeneratorOptions!.Create(seed: 1);
        using IDiscriminator discriminator = judge.Create(seed: 2);
        generator.Network.to(type);
        discriminator.Network.to(type);
        var naiveGenerator = NaiveNetworks.Generator(builder.GeneratorOptions!).to(type);
        var naiveDiscriminator = NaiveNetworks.Discriminator(judge).to(type);
        CopyWeights(generator.Network, naiveGenerator);
        CopyWeights(discriminator.Network, naiveDiscriminator);

        using TrainingRun run = Parts.Run(generator, discriminator, builder.Options.GeneratorOptimizer);
        AdversarialStep step = new(run, new Objective { Loss = builder.Loss }, new GanOptions(), type);
        using NaiveStep naive = new(naiveGenerator, naiveDiscriminator, builder.Options);
        torch.manual_seed(3).Dispose();
        double loss = 0;
        for (int i = 0; i < steps; i++)
        {
            using var stepScope = torch.NewDisposeScope();
            torch.Tensor real = torch.rand([batch, 3, 32, 32], type).mul(2).sub(1);
            torch.Tensor latent = torch.rand([batch, builder.GeneratorOptions!.Latent.Size], type).mul(2).sub(1);
            torch.Tensor mine = step.Take(new StepInput(real, Labels: null, latent), default).narrow(0, 0, 2).to_type(torch.ScalarType.Float64);
            torch.Tensor theirs = naive.Take(real, latent).to_type(torch.ScalarType.Float32).to_type(torch.ScalarType.Float64);
            loss = Math.Max(loss, mine.sub(theirs).abs().max().item<double>());
        }

        return (loss, Math.Max(Difference(generator.Network, naiveGenerator), Difference(discriminator.Network, naiveDiscriminator)));
    }

    private static void CopyWeights(torch.nn.Module from, torch.nn.Module to)
    {
        using var noGradient = torch.no_grad();
        foreach ((torch.Tensor source, torch.Tensor target) in from.parameters().Zip(to.parameters()))
        {
            target.copy_(source);
        }
    }

    private static double Difference(torch.nn.Module one, torch.nn.Module other) => one.parameters().Zip(other.parameters())
        .Max(pair => pair.First.detach().sub(pair.Second.detach()).abs().max().to_type(torch.ScalarType.Float64).item<double>());
}
