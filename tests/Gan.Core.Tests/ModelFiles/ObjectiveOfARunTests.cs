using TorchSharp;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>A run is continued only with what it was begun with, and the difference is named.</summary>
public sealed class ObjectiveOfARunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder.File("run");

    [Fact]
    public void Another_penalty_is_named()
    {
        Train(builder => builder.WithPenalty(new GradientPenalty(0.1, 16)));
        Refusal(builder => builder.WithPenalty(new GradientPenalty(0.2, 16)))
            .Should().Contain("r1(gamma=0.1, every=16)").And.Contain("r1(gamma=0.2, every=16)");
        Refusal(builder => builder).Should().Contain("penalties");
    }

    [Fact]
    public void Another_augmentation_is_named()
    {
        Train(builder => builder);
        Refusal(builder => builder.WithAugmentation(new RandomBrightness())).Should().Contain("augmentations").And.Contain("brightness");
    }

    [Fact]
    public void A_decorator_around_a_network_is_named()
    {
        Train(builder => builder);
        Refusal(builder => builder.WithGenerator(seed => new Darkened(TestData.Transposed.Create(seed), 0.5)))
            .Should().Contain("generatorType").And.Contain("darkened(by=0.5)");
    }

    [Fact]
    public void Averaging_and_more_turns_are_named()
    {
        Train(builder => builder);
        Refusal(builder => builder.WithAveraging().WithDiscriminatorSteps(2))
            .Should().Contain("options.averaging").And.Contain("options.discriminatorSteps");
    }

    [Fact]
    public void Saving_to_a_second_folder_replaces_the_first()
    {
        string other = _folder.File("other");
        using GanTrainer trainer = TestData.Gan().SaveTo(Run).SaveTo(other).SaveTo(other).Build();
        trainer.Folder.Should().Be(other);
        trainer.Train(TestData.Pictures());

        Directory.Exists(Run).Should().BeFalse();
        File.Exists(Path.Combine(other, "run.json")).Should().BeTrue();
    }

    public void Dispose() => _folder.Dispose();

    private void Train(Func<GanBuilder, GanBuilder> change)
    {
        using GanTrainer trainer = change(TestData.Gan().SaveTo(Run).WithEpochs(1)).Build();
        trainer.Train(TestData.Pictures());
    }

    private string Refusal(Func<GanBuilder, GanBuilder> change)
    {
        using GanTrainer trainer = change(TestData.Gan().SaveTo(Run)).Build();
        return FluentActions.Invoking(() => trainer.Train(TestData.Pictures())).Should().Throw<GanConfigurationException>().Which.Message;
    }

    private sealed class Darkened(IGenerator inner, double by) : IGenerator
    {
        public torch.nn.Module Network => inner.Network;

        public LatentSpace Latent => inner.Latent;

        public ImageShape ImageShape => inner.ImageShape;

        public string Name => PartName.Of("darkened", ("by", by));

        public GeneratorOptions? Options => inner.Options;

        public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => inner.Generate(latent, labels).sub_(by);

        public void Dispose() => inner.Dispose();
    }
}
