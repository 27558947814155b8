using System.Text.Json;

namespace Gan.Core.Tests.Training;

public class GanOptionsTests
{
    [Fact]
    public void The_defaults_are_those_that_the_documentation_names()
    {
        GanOptions options = new();
        (options.Epochs, options.BatchSize, options.Seed, options.StepsPerTick).Should().Be((800, 32, 0, 50));
        (options.NonFinitePolicy, options.MaxRollBacks).Should().Be((NonFinitePolicy.Stop, 3));
        (options.HorizontalFlip, options.MaxResidentBytes, options.AllowTf32).Should().Be((false, 2147483648, false));
        options.GeneratorOptimizer.Should().Be(new AdamOptions { LearningRate = 0.0002, Beta1 = 0.5, Beta2 = 0.999, Epsilon = 1e-8 }).And.Be(options.DiscriminatorOptimizer);
        options.Validate().Should().BeEmpty();
    }

    [Fact]
    public void Options_come_back_from_JSON_equal()
    {
        GanOptions options = new()
        {
            Epochs = 7,
            BatchSize = 9,
            Seed = long.MinValue,
            GeneratorOptimizer = new() { LearningRate = 0.1, Beta1 = 0.2, Beta2 = 0.3, Epsilon = 0.4 },
            DiscriminatorOptimizer = new() { LearningRate = 1e-7, Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-9 },
            StepsPerTick = 11,
            NonFinitePolicy = NonFinitePolicy.RollBack,
            MaxRollBacks = 13,
            HorizontalFlip = true,
            MaxResidentBytes = 17,
            AllowTf32 = true,
            DiscriminatorSteps = 2,
            Averaging = new() { HalfLife = 1, Ramp = 2 },
        };
        string json = JsonSerializer.Serialize(options);
        GanOptions? back = JsonSerializer.Deserialize<GanOptions>(json);

        back.Should().Be(options);
        back!.GetHashCode().Should().Be(options.GetHashCode());
        json.Should().Contain("\"NonFinitePolicy\":\"RollBack\"");
        JsonSerializer.Deserialize<GanOptions>("{}").Should().Be(new GanOptions());
    }

    [Fact]
    public void Any_setting_makes_options_differ()
    {
        GanOptions options = new();
        foreach (GanOptions other in new[]
        {
            options with { Epochs = 1 },
            options with { BatchSize = 2 },
            options with { Seed = 3 },
            options with { GeneratorOptimizer = new(0.1) },
            options with { DiscriminatorOptimizer = new() { Beta1 = 0.1 } },
            options with { StepsPerTick = 4 },
            options with { DiscriminatorSteps = 2 },
            options with { Averaging = new() },
            options with { NonFinitePolicy = NonFinitePolicy.RollBack },
            options with { MaxRollBacks = 5 },
            options with { HorizontalFlip = true },
            options with { MaxResidentBytes = 6 },
            options with { AllowTf32 = true },
        })
        {
            other.Should().NotBe(options);
        }
    }

    [Fact]
    public void Every_problem_is_listed()
    {
        GanOptions options = new()
        {
            Epochs = 0,
            BatchSize = 1,
            StepsPerTick = 0,
            NonFinitePolicy = (NonFinitePolicy)7,
            MaxRollBacks = -1,
            MaxResidentBytes = -1,
            GeneratorOptimizer = new(0),
            DiscriminatorOptimizer = new(-1),
        };
        options.Validate().Should().Equal(
            "the number of epochs is 0; it must be at least 1.",
            "the batch size is 1; it must be at least 2 (32 is usual), since batch normalisation needs more than one picture.",
            "the steps per tick are 0; there must be at least 1 (50 is usual).",
            "7 is not a policy for non-finite losses; choose Stop or RollBack.",
            "the returns to an earlier state are -1; there must be at least 0.",
            "the bytes of pictures on the device are -1; there must be at least 0, which reads every set ahead.",
            "the generator's learning rate is 0; it must be above 0 (0.0002 is usual).",
            "the discriminator's learning rate is -1; it must be above 0 (0.0002 is usual).");
    }
}
