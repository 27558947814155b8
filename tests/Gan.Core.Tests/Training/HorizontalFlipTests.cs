using TorchSharp;

namespace Gan.Core.Tests.Training;

public class HorizontalFlipTests
{
    [Fact]
    public void The_discriminator_sees_pictures_mirrored_and_not()
    {
        ImageDataset pictures = TestData.Pictures();
        List<byte[]> originals = [.. Enumerable.Range(0, pictures.Count).Select(index => Picture(pictures, index))];
        List<byte[]> mirrored = [.. originals.Select(Mirror)];
        List<byte[]> seen = Seen(Gan().WithEpochs(20), pictures);

        seen.Should().HaveCount(20 * 8);
        seen.Count(picture => Holds(originals, picture)).Should().BeInRange(50, 110);
        seen.Should().OnlyContain(picture => Holds(originals, picture) != Holds(mirrored, picture));
    }

    [Fact]
    public void Turned_off_no_picture_is_mirrored()
    {
        ImageDataset pictures = TestData.Pictures();
        List<byte[]> originals = [.. Enumerable.Range(0, pictures.Count).Select(index => Picture(pictures, index))];
        Seen(Gan().WithHorizontalFlip(false), pictures).Should().HaveCount(3 * 8).And.OnlyContain(picture => Holds(originals, picture));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Resuming_draws_the_same_flips(int steps)
    {
        TrainingState state = TrainingStates.After(steps, Gan());
        Train(Gan(), state).Should().Equal(Train(Gan()));
        state.DisposeTensors();
    }

    [Fact]
    public void Flips_change_the_run() => Train(Gan()).Should().NotEqual(Train(TestData.Gan()));

    [Fact]
    public void Flips_leave_no_tensor()
    {
        using GanTrainer trainer = Gan().Build();
        long before = LiveTensors.Count;
        trainer.Train(TestData.Pictures());
        LiveTensors.Count.Should().Be(before);
    }

    private static GanBuilder Gan() => TestData.Gan().WithHorizontalFlip();

    private static SortedDictionary<string, string> Train(GanBuilder builder, TrainingState? from = null)
    {
        using GanTrainer trainer = builder.Build();
        if (from is not null)
        {
            trainer.RestoreState(from);
        }

        trainer.Train(TestData.Pictures());
        return trainer.CaptureState().Bits();
    }

    /// <summary>The real pictures that the discriminator was shown, as bytes.</summary>
    private static List<byte[]> Seen(GanBuilder builder, ImageDataset pictures)
    {
        List<byte[]> seen = [];
        int calls = 0;
        using OwnDiscriminator discriminator = new()
        {
            Shown = images =>
            {
                // A step shows real pictures, then generated ones twice.
                if (calls++ % 3 == 0)
                {
                    using torch.Tensor bytes = PixelScaling.ToBytes(images);
                    seen.AddRange(bytes.Bytes().Chunk(pictures.Shape.ValueCount));
                }
            },
        };
        using GanTrainer trainer = builder.WithDiscriminator(discriminator).Build();
        seen.Clear();
        calls = 0;
        trainer.Train(pictures);
        return seen;
    }

    private static byte[] Picture(ImageDataset pictures, int index)
    {
        byte[] picture = new byte[pictures.Shape.ValueCount];
        pictures.CopyImage(index, picture);
        return picture;
    }

    private static byte[] Mirror(byte[] picture) => [.. picture.Chunk(TestData.Shape.Width).SelectMany(row => row.Reverse())];

    private static bool Holds(List<byte[]> pictures, byte[] picture) => pictures.Exists(each => each.AsSpan().SequenceEqual(picture));
}
