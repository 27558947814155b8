using TorchSharp;

namespace Gan.Evaluation.Tests;

public sealed class FeatureExtractionTests : IDisposable
{
    private readonly PixelFeatures _pixels = new(TestData.Shape);

    public void Dispose() => _pixels.Dispose();

    [Fact]
    public void A_data_set_is_extracted_in_its_order()
    {
        ImageDataset dataset = TestData.Pictures(600);
        using Features features = _pixels.ExtractFrom(dataset);
        using torch.Tensor bytes = PictureBytes.Load(dataset, [599, 0]);
        using torch.Tensor expected = PixelScaling.ToNetwork(bytes);
        (features.Count, features.Source, features.ExtractorFingerprint).Should().Be((600, "noise", _pixels.Fingerprint));
        using Features ends = features.Select([599, 0]);
        ends.Values.Bytes().Should().Equal(expected.Bytes());
    }

    [Fact]
    public void A_choice_is_fixed_by_its_seed_and_has_no_picture_twice()
    {
        ImageDataset dataset = TestData.Pictures(300);
        int[] chosen = PictureBytes.Indices(dataset, 50, seed: 1);
        chosen.Should().OnlyHaveUniqueItems().And.BeInAscendingOrder().And.HaveCount(50);
        PictureBytes.Indices(dataset, 50, seed: 1).Should().Equal(chosen);
        PictureBytes.Indices(dataset, 50, seed: 2).Should().NotEqual(chosen);
        using Features features = _pixels.ExtractFrom(dataset, 50, seed: 1);
        using torch.Tensor bytes = PictureBytes.Load(dataset, chosen);
        using torch.Tensor expected = PixelScaling.ToNetwork(bytes);
        features.Values.Bytes().Should().Equal(expected.Bytes());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void More_pictures_than_there_are_are_refused(int count)
    {
        Action extract = () => _pixels.ExtractFrom(TestData.Pictures(10), count);
        extract.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_generator_makes_the_pictures_in_inference_mode_and_returns_to_its_mode(bool training)
    {
        using OwnGenerator generator = new();
        generator.train(training);
        using Features features = _pixels.ExtractFrom(generator, 300, seed: 4);
        using torch.Tensor bytes = PictureBytes.Sample(generator, 300, seed: 4);
        using torch.Tensor expected = _pixels.Extract(bytes), samples = generator.Sample(300, seed: 4), quantised = PixelScaling.ToBytes(samples);

        generator.Calls.Should().OnlyContain(call => !call.Training);
        generator.training.Should().Be(training);
        features.Values.Bytes().Should().Equal(expected.Bytes());
        bytes.Bytes().Should().Equal(quantised.Bytes());
        features.Source.Should().Be("generated (seed 4)");
    }

    [Fact]
    public void Classes_take_turns_through_all_batches()
    {
        using OwnGenerator generator = new(classCount: 10);
        PictureBytes.Sample(generator, 605).Dispose();
        generator.Calls.SelectMany(call => call.Labels!).Should().Equal(Enumerable.Range(0, 605).Select(i => (long)i % 10));
    }

    [Fact]
    public void Progress_counts_the_pictures()
    {
        List<int> reported = [];
        using OwnGenerator generator = new();
        _pixels.ExtractFrom(TestData.Pictures(300), progress: new Recorder(reported)).Dispose();
        _pixels.ExtractFrom(generator, 300, progress: new Recorder(reported)).Dispose();
        reported.Should().Equal(256, 300, 256, 300);
    }

    [Fact]
    public void Cancelling_ends_the_work_between_batches_and_leaves_nothing()
    {
        using OwnGenerator generator = new();
        using CancellationTokenSource cancellation = new();
        List<int> reported = [];
        long before = LiveTensors.Count;
        Recorder recorder = new(reported, cancellation.Cancel);
        Action extract = () => _pixels.ExtractFrom(generator, 1000, progress: recorder, cancellationToken: cancellation.Token);
        extract.Should().Throw<OperationCanceledException>();
        Action sample = () => PictureBytes.Sample(generator, 1000, cancellationToken: cancellation.Token);
        sample.Should().Throw<OperationCanceledException>();

        reported.Should().Equal(256);
        generator.training.Should().BeTrue();
        (LiveTensors.Count - before).Should().Be(0);
    }

    [Fact]
    public void Only_the_features_stay_alive()
    {
        using OwnGenerator generator = new();
        long before = LiveTensors.Count;
        using Features generated = _pixels.ExtractFrom(generator, 300), real = _pixels.ExtractFrom(TestData.Pictures(300));
        (LiveTensors.Count - before).Should().Be(2);
    }

    private sealed class Recorder(List<int> reported, Action? then = null) : IProgress<int>
    {
        public void Report(int value)
        {
            reported.Add(value);
            then?.Invoke();
        }
    }
}
