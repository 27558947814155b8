using TorchSharp;

namespace Gan.Core.Tests.Training;

public class GanBuilderTests
{
    [Fact]
    public void Build_reports_every_problem_at_once()
    {
        Action build = () => TestData.Gan()
            .WithEpochs(0)
            .WithLearningRate(0)
            .WithGenerator(TestData.Transposed with { Channels = [8, 0] })
            .WithDiscriminator(TestData.Discriminator with { ImageShape = new(1, 8, 8), Dropout = 1 })
            .Build();

        GanConfigurationException refused = build.Should().Throw<GanConfigurationException>().Which;
        refused.Message.ReplaceLineEndings("\n").Should().Be(
            """
            The GAN has 5 problems:
              - the number of epochs is 0; it must be at least 1.
              - the generator's learning rate is 0; it must be above 0 (0.0002 is usual).
              - the discriminator's learning rate is 0; it must be above 0 (0.0002 is usual).
              - the generator's channels are [8, 0]; give 1 to 16 counts, each at least 1.
              - the discriminator's dropout is 1; it must lie in [0, 1) (0.3 is usual).
            """.ReplaceLineEndings("\n"));
        refused.Problems.Should().HaveCount(5);
    }

    [Fact]
    public void One_problem_is_one_sentence()
    {
        Action build = () => TestData.Gan().WithEpochs(0).Build();
        build.Should().Throw<GanConfigurationException>().Which.Message
            .Should().Be("The GAN: the number of epochs is 0; it must be at least 1.");
    }

    [Fact]
    public void Validate_lists_what_Build_would_refuse()
    {
        TestData.Gan().Validate().Should().BeEmpty();
        TestData.Gan().WithBatchSize(0).WithEpochs(0).Validate().Should().HaveCount(2);
    }

    [Fact]
    public void Networks_for_other_pictures_or_classes_are_refused()
    {
        using OwnGenerator generator = new(classCount: 3);
        using OwnDiscriminator discriminator = new() { ImageShape = new(3, 16, 8) };
        Problems(TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator)).Should().Equal(
            "the generator makes 3×8×8 pictures and the discriminator judges 3×16×8: set the same ImageShape on both.",
            "the generator has 3 classes and the discriminator 0: both need the same number.");
        Problems(TestData.Gan().WithGenerator(generator)).Should().Equal(
            "the generator has 3 classes and the discriminator 0: both need the same number.");

        static IReadOnlyList<string> Problems(GanBuilder builder) =>
            FluentActions.Invoking(builder.Build).Should().Throw<GanConfigurationException>().Which.Problems;
    }

    [Fact]
    public void Later_calls_replace_earlier_ones()
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        GanBuilder builder = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator);
        (builder.GeneratorOptions, builder.DiscriminatorOptions).Should().Be(((GeneratorOptions?)null, (DiscriminatorOptions?)null));

        builder.WithGenerator(TestData.Upsampling).WithDiscriminator(TestData.Discriminator);
        using GanTrainer trainer = builder.Build();
        trainer.Generator.Options.Should().Be(TestData.Upsampling);
        trainer.Discriminator.Options.Should().Be(TestData.Discriminator);
    }

    [Fact]
    public void A_builder_builds_trainers_that_have_nothing_in_common()
    {
        GanBuilder builder = TestData.Gan();
        using GanTrainer first = builder.Build();
        using GanTrainer second = builder.Observe(new RecordingObserver()).Build();
        first.Train(TestData.Pictures());

        first.Observers.Should().BeEmpty();
        second.Position.Should().Be(TrainingPosition.Start);
        second.Generator.Network.Bits()["dense.weight"].Should().NotBe(first.Generator.Network.Bits()["dense.weight"]);
    }

    [Fact]
    public void The_seed_fixes_both_networks_weights()
    {
        using GanTrainer one = TestData.Gan().Build();
        using GanTrainer same = TestData.Gan().Build();
        using GanTrainer other = TestData.Gan().WithSeed(6).Build();

        same.CaptureState().Bits().Should().Equal(one.CaptureState().Bits());
        other.Generator.Network.Bits()["dense.weight"].Should().NotBe(one.Generator.Network.Bits()["dense.weight"]);
        other.Discriminator.Network.Bits()["dense.weight"].Should().NotBe(one.Discriminator.Network.Bits()["dense.weight"]);
    }

    public static TheoryData<GeneratorOptions> Generators => [TestData.Transposed, TestData.Upsampling];

    [Theory]
    [MemberData(nameof(Generators))]
    public void Building_and_disposing_leaves_no_tensor(GeneratorOptions generator)
    {
        TestData.Gan().WithGenerator(generator).Build().Dispose();
        long before = LiveTensors.Count;
        TestData.Gan().WithGenerator(generator).Build().Dispose();
        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void A_refused_build_leaves_no_tensor()
    {
        using OwnDiscriminator discriminator = new() { Change = logits => logits.unsqueeze(1) };
        Action build = () => TestData.Gan().WithDiscriminator(discriminator).Build();
        build.Should().Throw<GanConfigurationException>();
        long before = LiveTensors.Count;
        build.Should().Throw<GanConfigurationException>();
        LiveTensors.Count.Should().Be(before);
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public void A_trainer_that_is_built_inside_a_scope_outlives_it(GeneratorOptions generator)
    {
        GanTrainer trainer;
        using (torch.NewDisposeScope())
        {
            trainer = TestData.Gan().WithGenerator(generator).Build();
        }

        using (trainer)
        {
            trainer.Invoking(it => it.Train(TestData.Pictures())).Should().NotThrow();
        }
    }
}
