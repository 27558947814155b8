using TorchSharp;

namespace Gan.Core.Tests.Presets;

public class GanPresetsTests
{
    private const string UpsamplingState =
        """
        dense.weight [8192, 100]
        dense.bias [8192]
        blocks.0.conv.weight [128, 128, 3, 3]
        blocks.0.conv.bias [128]
        blocks.0.norm.weight [128]
        blocks.0.norm.bias [128]
        blocks.0.norm.running_mean [128]
        blocks.0.norm.running_var [128]
        blocks.0.norm.num_batches_tracked []
        blocks.1.conv.weight [64, 128, 3, 3]
        blocks.1.conv.bias [64]
        blocks.1.norm.weight [64]
        blocks.1.norm.bias [64]
        blocks.1.norm.running_mean [64]
        blocks.1.norm.running_var [64]
        blocks.1.norm.num_batches_tracked []
        image.weight [3, 64, 3, 3]
        image.bias [3]
        """;

    private const string TransposedState =
        """
        dense.weight [4096, 100]
        dense.bias [4096]
        dense_norm.weight [256]
        dense_norm.bias [256]
        dense_norm.running_mean [256]
        dense_norm.running_var [256]
        dense_norm.num_batches_tracked []
        blocks.0.conv.weight [256, 128, 4, 4]
        blocks.0.conv.bias [128]
        blocks.0.norm.weight [128]
        blocks.0.norm.bias [128]
        blocks.0.norm.running_mean [128]
        blocks.0.norm.running_var [128]
        blocks.0.norm.num_batches_tracked []
        blocks.1.conv.weight [128, 128, 4, 4]
        blocks.1.conv.bias [128]
        blocks.1.norm.weight [128]
        blocks.1.norm.bias [128]
        blocks.1.norm.running_mean [128]
        blocks.1.norm.running_var [128]
        blocks.1.norm.num_batches_tracked []
        blocks.2.conv.weight [128, 128, 4, 4]
        blocks.2.conv.bias [128]
        blocks.2.norm.weight [128]
        blocks.2.norm.bias [128]
        blocks.2.norm.running_mean [128]
        blocks.2.norm.running_var [128]
        blocks.2.norm.num_batches_tracked []
        image.weight [3, 128, 3, 3]
        image.bias [3]
        """;

    private const string DiscriminatorState =
        """
        blocks.0.conv.weight [32, 3, 3, 3]
        blocks.0.conv.bias [32]
        blocks.1.conv.weight [64, 32, 3, 3]
        blocks.1.conv.bias [64]
        blocks.1.norm.weight [64]
        blocks.1.norm.bias [64]
        blocks.1.norm.running_mean [64]
        blocks.1.norm.running_var [64]
        blocks.1.norm.num_batches_tracked []
        blocks.2.conv.weight [128, 64, 3, 3]
        blocks.2.conv.bias [128]
        blocks.2.norm.weight [128]
        blocks.2.norm.bias [128]
        blocks.2.norm.running_mean [128]
        blocks.2.norm.running_var [128]
        blocks.2.norm.num_batches_tracked []
        blocks.3.conv.weight [256, 128, 3, 3]
        blocks.3.conv.bias [256]
        blocks.3.norm.weight [256]
        blocks.3.norm.bias [256]
        blocks.3.norm.running_mean [256]
        blocks.3.norm.running_var [256]
        blocks.3.norm.num_batches_tracked []
        dense.weight [1, 4096]
        dense.bias [1]
        """;

    [Theory]
    [InlineData("baseline", 0.001, 0.9)]
    [InlineData("lr0002", 0.0002, 0.5)]
    [InlineData("lr0003", 0.0003, 0.5)]
    public void The_options_are_the_source_project_s(string name, double learningRate, double beta1)
    {
        GanBuilder builder = GanPresets.ByName[name]();
        AdamOptions adam = new() { LearningRate = learningRate, Beta1 = beta1, Beta2 = 0.999, Epsilon = 1e-8 };

        builder.Options.Should().Be(new GanOptions
        {
            Epochs = 800,
            BatchSize = 32,
            Seed = 0,
            GeneratorOptimizer = adam,
            DiscriminatorOptimizer = adam,
            StepsPerTick = 50,
            NonFinitePolicy = NonFinitePolicy.Stop,
            MaxRollBacks = 3,
        });
        builder.Loss.Should().BeSameAs(AdversarialLosses.BinaryCrossEntropy);
        builder.Device.Should().Be(ComputeDevice.Auto);
        GeneratorOptions generator = name == "baseline"
            ? new UpsamplingGeneratorOptions { Channels = [128, 128, 64], BatchNorm = new() { Momentum = 0.2, Epsilon = 1e-3 } }
            : new TransposedConvGeneratorOptions { Channels = [256, 128, 128, 128], LeakySlope = 0.2, BatchNorm = new() { Momentum = 0.2, Epsilon = 1e-3 } };
        builder.GeneratorOptions.Should().Be(
            generator with { Latent = new(100, LatentDistribution.Uniform), ImageShape = new(3, 32, 32) });
        builder.DiscriminatorOptions.Should().Be(new ConvDiscriminatorOptions
        {
            ImageShape = new(3, 32, 32),
            Channels = [32, 64, 128, 256],
            Halvings = 3,
            LeakySlope = 0.2,
            Dropout = 0.3,
            BatchNorm = new() { Momentum = 0.2, Epsilon = 1e-3 },
        });
        builder.Validate().Should().BeEmpty();
    }

    [Fact]
    public void A_new_builder_is_complete_with_the_tuned_networks()
    {
        GanBuilder builder = new();
        builder.Validate().Should().BeEmpty();
        (builder.GeneratorOptions, builder.DiscriminatorOptions)
            .Should().Be((GanPresets.LearningRate0002().GeneratorOptions, GanPresets.LearningRate0002().DiscriminatorOptions));
    }

    [Theory]
    [InlineData("baseline", UpsamplingState, 1_050_883)]
    [InlineData("lr0002", TransposedState, 1_467_395)]
    [InlineData("lr0003", TransposedState, 1_467_395)]
    public void The_networks_have_the_layers_of_the_paper(string name, string generatorState, long generatorWeights)
    {
        using GanTrainer trainer = GanPresets.ByName[name]().OnDevice(ComputeDevice.Cpu).Build();

        Describe(trainer.Generator.Network).Should().BeEquivalentTo(Lines(generatorState));
        Describe(trainer.Discriminator.Network).Should().BeEquivalentTo(Lines(DiscriminatorState));
        trainer.Generator.Network.parameters().Sum(weight => weight.numel()).Should().Be(generatorWeights);
        trainer.Discriminator.Network.parameters().Sum(weight => weight.numel()).Should().Be(393_409);
        trainer.Generator.Network.parameters().Concat(trainer.Discriminator.Network.parameters())
            .Should().OnlyContain(weight => weight.requires_grad);
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("lr0003")]
    public void The_networks_make_and_judge_pictures_of_32_by_32(string name)
    {
        GanBuilder builder = GanPresets.ByName[name]();
        using IGenerator generator = builder.GeneratorOptions!.Create(seed: 1);
        using IDiscriminator discriminator = builder.DiscriminatorOptions!.Create(seed: 2);
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = generator.Generate(generator.Latent.Sample(3, seed: 4));
        torch.Tensor logits = discriminator.Discriminate(images);

        images.shape.Should().Equal(3, 3, 32, 32);
        images.data<float>().Should().OnlyContain(value => value >= -1 && value <= 1);
        images.std().item<float>().Should().BeGreaterThan(0.01f);
        logits.shape.Should().Equal(3);
        logits.dtype.Should().Be(torch.ScalarType.Float32);
    }

    [Fact]
    public void QuickDogs_is_the_light_pair_with_what_small_sets_need()
    {
        GanBuilder builder = GanPresets.QuickDogs();
        builder.GeneratorOptions.Should().Be(new LightGeneratorOptions());
        builder.DiscriminatorOptions.Should().Be(new LightDiscriminatorOptions());
        builder.Loss.Name.Should().Be("hinge");
        builder.Options.Should().BeEquivalentTo(new
        {
            BatchSize = 32,
            JoinBatches = true,
            HorizontalFlip = true,
            Averaging = new AveragingOptions(),
            DiscriminatorSteps = 1,
        });
        (builder.Options.GeneratorOptimizer.LearningRate, builder.Options.DiscriminatorOptimizer.LearningRate).Should().Be((0.0002, 0.0004));
        using GanTrainer trainer = builder.OnDevice(ComputeDevice.Cpu).Build();
        trainer.Objective.Augmentations.Select(one => one.Name).Should()
            .Equal("colour(brightness=0.5, saturation=1, contrast=0.5)", "translation(share=0.125)");
        Count(trainer.Generator.Network).Should().BeInRange(1_200_000, 1_230_000);
        Count(trainer.Discriminator.Network).Should().BeInRange(1_390_000, 1_420_000);
    }

    [Fact]
    public void ConditionalCifar10_is_the_same_with_ten_classes()
    {
        using GanTrainer trainer = GanPresets.ConditionalCifar10().OnDevice(ComputeDevice.Cpu).Build();
        (trainer.Generator.ClassCount, trainer.Discriminator.ClassCount).Should().Be((10, 10));
        (trainer.Options with { Epochs = 1 }).Should().Be(GanPresets.QuickDogs().Options with { Epochs = 1 });
    }

    private static long Count(torch.nn.Module network) => network.parameters().Sum(weight => weight.numel());

    [Fact]
    public void Each_name_gives_a_new_builder_of_its_preset_in_any_case()
    {
        GanPresets.ByName.Keys.Should().Equal("baseline", "conditional-cifar10", "lr0002", "lr0003", "quick-dogs");
        GanPresets.ByName["LR0003"]().Options.Should().Be(GanPresets.LearningRate0003().Options);
        GanPresets.ByName["baseline"]().GeneratorOptions.Should().Be(GanPresets.Baseline().GeneratorOptions);
        GanPresets.ByName["baseline"]().Should().NotBeSameAs(GanPresets.ByName["baseline"]());
        GanPresets.ByName.ContainsKey("lr0004").Should().BeFalse();
    }

    [Fact]
    public void Everything_can_still_be_changed()
    {
        ManualTime time = new();
        var logger = Microsoft.Extensions.Logging.Abstractions.NullLogger<GanPresetsTests>.Instance;
        RecordingObserver observer = new();
        using GanTrainer trainer = GanPresets.Baseline()
            .WithGenerator(TestData.Transposed)
            .WithDiscriminator(TestData.Discriminator)
            .WithLoss(AdversarialLosses.Hinge)
            .WithEpochs(2)
            .WithBatchSize(4)
            .WithSeed(9)
            .WithLearningRate(0.01)
            .WithOptions(options => options with { StepsPerTick = 7, NonFinitePolicy = NonFinitePolicy.RollBack, MaxRollBacks = 1 })
            .OnDevice(ComputeDevice.Cpu)
            .WithLogger(logger)
            .WithTime(time)
            .Observe(observer)
            .Build();

        trainer.Options.Should().Be(new GanOptions
        {
            Epochs = 2,
            BatchSize = 4,
            Seed = 9,
            GeneratorOptimizer = new(0.01, 0.9),
            DiscriminatorOptimizer = new(0.01, 0.9),
            StepsPerTick = 7,
            NonFinitePolicy = NonFinitePolicy.RollBack,
            MaxRollBacks = 1,
        });
        trainer.Generator.Options.Should().Be(TestData.Transposed);
        trainer.Discriminator.Options.Should().Be(TestData.Discriminator);
        trainer.Objective.Loss.Should().BeSameAs(AdversarialLosses.Hinge);
        trainer.Device.type.Should().Be(DeviceType.CPU);
        trainer.Observers.Should().Equal(observer);
        trainer.Logger.Should().BeSameAs(logger);
        trainer.Time.Should().BeSameAs(time);
    }

    [Fact]
    public void Changing_one_builder_leaves_the_next()
    {
        GanPresets.Baseline().WithEpochs(1).WithGenerator(TestData.Transposed);
        GanPresets.Baseline().Options.Epochs.Should().Be(800);
        GanPresets.Baseline().GeneratorOptions.Should().BeOfType<UpsamplingGeneratorOptions>();
    }

    private static IEnumerable<string> Describe(torch.nn.Module network) =>
        network.state_dict().Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]");

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
