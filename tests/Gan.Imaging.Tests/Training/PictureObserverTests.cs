using Gan.Core;
using TorchSharp;

namespace Gan.Imaging.Tests.Training;

public sealed class PictureObserverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Grids_are_saved_at_the_start_at_each_interval_and_at_the_end()
    {
        using GanTrainer trainer = Gan(epochs: 5).SaveTo(_folder.Root).WithPictures(every: 2, count: 4).Build();

        trainer.Train(Pictures());

        Names().Should().Equal("epoch-0000.png", "epoch-0002.png", "epoch-0004.png", "epoch-0005.png");
        ImageFile.Read(Path.Combine(_folder.Root, "losses.png")).Width.Should().Be(1200);
    }

    [Fact]
    public void The_latent_vectors_stay_the_same_and_training_is_as_without_pictures()
    {
        using GanTrainer with = Gan(epochs: 2).WithPictures(every: 1, folder: _folder.Root, count: 4).Build();
        using GanTrainer without = Gan(epochs: 2).Build();

        with.Train(Pictures());
        without.Train(Pictures());

        using torch.Tensor seen = with.Generator.Sample(4, seed: 3);
        using torch.Tensor unseen = without.Generator.Sample(4, seed: 3);
        seen.bytes.ToArray().Should().Equal(unseen.bytes.ToArray());

        using torch.Tensor expected = with.Generator.Sample(4, RandomSeeds.Derive(with.Options.Seed, "pictures"));
        File.ReadAllBytes(Path.Combine(_folder.Root, "samples", "epoch-0002.png")).Should().Equal(ImageGrid.EncodePng(expected));
    }

    [Fact]
    public void A_second_call_replaces_the_first()
    {
        using GanTrainer trainer = Gan(epochs: 2).InFolder(_folder.Root).WithPictures(every: 1, count: 9).WithPictures(every: 2, count: 4).Build();

        trainer.Train(Pictures());

        trainer.Observers.Should().ContainSingle();
        Names().Should().Equal("epoch-0000.png", "epoch-0002.png");
    }

    [Fact]
    public void Without_a_folder_it_says_so_before_training()
    {
        using GanTrainer trainer = Gan(epochs: 1).WithPictures(every: 0).Build();

        Action train = () => trainer.Train(Pictures());

        train.Should().Throw<GanConfigurationException>().Which.Problems.Should().SatisfyRespectively(
            every => every.Should().Contain("every 0 epochs"),
            folder => folder.Should().Contain("call SaveTo(folder)"));
    }

    public void Dispose() => _folder.Dispose();

    private static GanBuilder Gan(int epochs) => new GanBuilder()
        .WithGenerator(new TransposedConvGeneratorOptions { Latent = new LatentSpace(6), ImageShape = new ImageShape(3, 8, 8), Channels = [4, 4] })
        .WithDiscriminator(new ConvDiscriminatorOptions { ImageShape = new ImageShape(3, 8, 8), Channels = [4], Halvings = 1 })
        .OnDevice(ComputeDevice.Cpu)
        .WithBatchSize(4)
        .WithEpochs(epochs);

    private static ImageDataset Pictures() => SyntheticImages.Create(count: 8, shape: new ImageShape(3, 8, 8));

    private IEnumerable<string> Names() =>
        Directory.GetFiles(Path.Combine(_folder.Root, "samples")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
