namespace Gan.Core.Tests.Training;

public class NetworkRecipesTests
{
    [Fact]
    public void Own_networks_follow_the_seed_of_the_run()
    {
        SortedDictionary<string, string> first = Trained(seed: 5), again = Trained(seed: 5), other = Trained(seed: 6);

        again.Should().Equal(first);
        other.Should().NotEqual(first);

        static SortedDictionary<string, string> Trained(long seed)
        {
            using GanTrainer trainer = TestData.Gan().WithSeed(seed)
                .WithGenerator(weights => new OwnGenerator(seed: weights)).WithDiscriminator(weights => new OwnDiscriminator(seed: weights)).Build();
            trainer.Train(TestData.Pictures());
            return trainer.CaptureState().Bits();
        }
    }

    [Fact]
    public void One_builder_builds_the_same_trainer_again_each_with_networks_of_its_own()
    {
        GanBuilder builder = TestData.Gan().WithGenerator(weights => new OwnGenerator(seed: weights));
        using GanTrainer first = builder.Build(), second = builder.Build();
        SortedDictionary<string, string> before = second.Generator.Network.Bits();
        before.Should().Equal(first.Generator.Network.Bits());
        first.Train(TestData.Pictures());

        second.Generator.Network.Bits().Should().Equal(before);
    }

    [Fact]
    public void What_a_function_makes_goes_with_the_trainer()
    {
        OwnGenerator? made = null;
        GanTrainer trainer = TestData.Gan().WithGenerator(weights => made = new OwnGenerator(seed: weights)).Build();
        made!.IsDisposed.Should().BeFalse();
        trainer.Dispose();
        made.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Nothing_is_left_of_what_was_made_before_a_function_that_fails()
    {
        List<OwnGenerator> generators = [];
        List<OwnDiscriminator> discriminators = [];
        List<LogitDrift> penalties = [];
        GanBuilder builder = TestData.Gan().WithAveraging()
            .WithGenerator(weights => Made(generators, new OwnGenerator(seed: weights)))
            .WithDiscriminator(weights => Made(discriminators, new OwnDiscriminator(seed: weights)))
            .WithPenalty(() => Made(penalties, new LogitDrift()))
            .WithAugmentation(() => throw new NotSupportedException("no augmentation"));
        long before = LiveTensors.Count;

        builder.Invoking(it => it.Build()).Should().Throw<NotSupportedException>().WithMessage("no augmentation");

        generators.Should().HaveCount(2).And.OnlyContain(network => network.IsDisposed);
        discriminators.Should().ContainSingle().Which.IsDisposed.Should().BeTrue();
        penalties.Should().ContainSingle().Which.IsDisposed.Should().BeTrue();
        LiveTensors.Count.Should().Be(before);

        static T Made<T>(List<T> all, T part)
        {
            all.Add(part);
            return part;
        }
    }

    [Fact]
    public void A_network_that_was_given_outlives_a_function_that_fails()
    {
        using OwnGenerator given = new();
        OwnGenerator? averaged = null;
        GanBuilder failing = TestData.Gan().WithGenerator(given).WithDiscriminator(_ => throw new NotSupportedException("no discriminator"));
        GanBuilder second = TestData.Gan().WithAveraging()
            .WithGenerator(weights => averaged is null ? averaged = new OwnGenerator(seed: weights) : throw new NotSupportedException("no second"));

        failing.Invoking(it => it.Build()).Should().Throw<NotSupportedException>().WithMessage("no discriminator");
        second.Invoking(it => it.Build()).Should().Throw<NotSupportedException>().WithMessage("no second");

        given.IsDisposed.Should().BeFalse();
        averaged!.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void A_loaded_network_is_trained_in_training_mode()
    {
        using TemporaryFolder folder = new();
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        GanGenerator.Save(generator, folder.File("g.safetensors"));
        using GanGenerator loaded = GanGenerator.Load(folder.File("g.safetensors"), ComputeDevice.Cpu);
        loaded.Network.training.Should().BeFalse();
        using GanTrainer trainer = TestData.Gan().WithGenerator(loaded).Build();

        loaded.Network.training.Should().BeTrue();
    }
}
