namespace Gan.Core.Tests.Training;

public class OwnNetworksTests
{
    [Fact]
    public void Own_networks_train_and_stay_the_giver_s()
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        (SortedDictionary<string, string> G, SortedDictionary<string, string> D) before = (generator.Bits(), discriminator.Bits());
        using (GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).Build())
        {
            trainer.Train(TestData.Pictures()).Steps.Should().Be(6);
            trainer.Generator.Should().BeSameAs(generator);
        }

        (generator.IsDisposed, discriminator.IsDisposed).Should().Be((false, false));
        generator.Bits().Should().NotEqual(before.G);
        discriminator.Bits().Should().NotEqual(before.D);
    }

    [Fact]
    public void Built_networks_go_with_the_trainer()
    {
        GanTrainer trainer = TestData.Gan().Build();
        TorchSharp.torch.Tensor weight = trainer.Generator.Network.parameters().First();
        TorchSharp.torch.Tensor judge = trainer.Discriminator.Network.parameters().First();
        trainer.Dispose();
        (weight.IsInvalid, judge.IsInvalid).Should().Be((true, true));
    }

    [Fact]
    public void Conditional_networks_are_told_the_classes_of_the_real_pictures()
    {
        ImageDataset pictures = TestData.Pictures(count: 12, classes: 3);
        using OwnGenerator generator = new(classCount: 3);
        using OwnDiscriminator discriminator = new(classCount: 3);
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).WithEpochs(2).Build();
        generator.Calls.Clear();
        discriminator.Labels.Clear();
        trainer.Train(pictures);

        EpochSampler sampler = new(12, 4, trainer.Options.Seed);
        long[][] expected = [.. Enumerable.Range(0, 2).SelectMany(sampler.Order).Select(index => (long)pictures.GetLabel((int)index)).Chunk(4)];
        generator.Calls.Select(call => call.Labels).Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
        discriminator.Labels.Should().BeEquivalentTo(
            expected.SelectMany(labels => Enumerable.Repeat(labels, 3)), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Networks_without_classes_are_told_none()
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).Build();
        trainer.Train(TestData.Pictures(classes: 2));

        generator.Calls.Should().OnlyContain(call => call.Labels == null);
        discriminator.Labels.Should().OnlyContain(labels => labels == null);
    }

    [Fact]
    public void Every_step_draws_other_latent_vectors()
    {
        using OwnGenerator generator = new();
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).Build();
        trainer.Train(TestData.Pictures());
        generator.Calls.Select(call => call.FirstLatent).Should().HaveCount(7).And.OnlyHaveUniqueItems();
        generator.Calls.Skip(1).Should().OnlyContain(call => call.Training && call.Count == 4);
    }

    [Fact]
    public void Gradients_left_over_from_before_are_not_trained_on()
    {
        SortedDictionary<string, string> Train(bool leaveGradients)
        {
            using OwnGenerator generator = new();
            using OwnDiscriminator discriminator = new();
            if (leaveGradients)
            {
                using var scope = TorchSharp.torch.NewDisposeScope();
                discriminator.Discriminate(generator.Generate(generator.Latent.Sample(2, seed: 1))).sum().backward();
            }

            using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).Build();
            trainer.Train(TestData.Pictures());
            return trainer.CaptureState().Bits();
        }

        Train(leaveGradients: true).Should().Equal(Train(leaveGradients: false));
    }

    [Fact]
    public void A_data_set_that_does_not_fit_is_refused_with_every_reason()
    {
        using OwnGenerator generator = new(classCount: 3);
        using OwnDiscriminator discriminator = new(classCount: 3);
        RecordingObserver observer = new() { Problems = ["the disk is full."] };
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).Observe(observer).Build();
        ImageDataset pictures = TestData.Pictures(count: 2, classes: 2, shape: new(1, 4, 4));
        Action train = () => trainer.Train(pictures);

        train.Should().Throw<GanConfigurationException>().Which.Problems.Should().Equal(
            "'noise' has 1×4×4 pictures and the networks are made for 3×8×8: resize the pictures or set ImageShape in the network options.",
            "'noise' has 2 pictures, less than one batch of 4: add pictures or choose a smaller batch size.",
            "'noise' has 2 classes and the networks are made for 3.",
            "the disk is full.");
        observer.Calls.Should().BeEmpty();
        trainer.Position.Should().Be(TrainingPosition.Start);
    }
}
