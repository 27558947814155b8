using TorchSharp;

namespace Gan.Core.Tests.Data;

/// <summary>Sets of 7 pictures in batches of 2: 3 batches an epoch.</summary>
public class StreamedImagesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly EpochSampler Sampler = new(count: 7, batchSize: 2, seed: 9);

    [Fact]
    public void It_gives_the_batches_of_every_epoch_in_order_read_by_one_thread()
    {
        ImageDataset pictures = TestData.Pictures(count: 7, classes: 3);
        WatchedDataset set = new(pictures);
        using (StreamedImages streamed = Stream(set, epochs: 4))
        {
            for (int step = 0; step < 12; step++)
            {
                using ImageBatch? batch = streamed.Read(step / 3, step % 3);
                batch.Should().BeTheBatch(pictures, Order(step));
            }
        }

        set.Reads.Select(read => (long)read.Index).Should().Equal(Enumerable.Range(0, 4).SelectMany(Sampler.Order));
        set.Reads.Select(read => read.Thread).Distinct().Should().ContainSingle().Which.Name.Should().Be("Gan.Core reader");
    }

    [Fact]
    public void It_follows_to_any_other_place()
    {
        ImageDataset pictures = TestData.Pictures(count: 7);
        WatchedDataset set = new(pictures);
        using StreamedImages streamed = Stream(set, epochs: 9);
        foreach (int step in new[] { 5, 6, 7, 6, 7, 8, 6, 0, 1, 20, 20, 2 })
        {
            using ImageBatch? batch = streamed.Read(step / 3, step % 3);
            batch.Should().BeTheBatch(pictures, Order(step));
        }

        set.ReadAtOnce.Should().BeFalse();
    }

    [Fact]
    public void A_batch_that_was_given_stays_as_it_is_while_others_are_read()
    {
        ImageDataset pictures = TestData.Pictures(count: 7);
        using StreamedImages streamed = Stream(pictures, epochs: 9);
        List<ImageBatch> batches = [.. Enumerable.Range(0, 20).Select(step => streamed.Read(step / 3, step % 3)!)];
        for (int step = 0; step < batches.Count; step++)
        {
            batches[step].Should().BeTheBatch(pictures, Order(step));
            batches[step].Dispose();
        }
    }

    [Fact]
    public void It_reads_four_batches_ahead_and_no_more()
    {
        using ManualResetEventSlim ahead = new();
        WatchedDataset set = new(TestData.Pictures(count: 7)) { Reading = reading => SetAt(ahead, reading, 10) };
        StreamedImages streamed = Stream(set, epochs: 9);
        streamed.Read(0, 0)!.Dispose();
        ahead.Wait(Patience).Should().BeTrue();
        streamed.Dispose();

        set.Reads.Should().HaveCount(10); // The batch that was given, and four.
    }

    [Fact]
    public void Nothing_is_read_before_the_first_batch_is_asked_for()
    {
        WatchedDataset set = new(TestData.Pictures(count: 7));
        Stream(set, epochs: 9).Dispose();
        set.Reads.Should().BeEmpty();
    }

    [Fact]
    public void What_the_set_throws_comes_in_place_of_the_batch_it_spoilt_with_its_stack()
    {
        ImageDataset pictures = TestData.Pictures(count: 7);
        WatchedDataset set = new(pictures) { Reading = reading => FailAt(reading, 6) };
        using StreamedImages streamed = Stream(set, epochs: 9);
        for (int step = 0; step < 2; step++)
        {
            using ImageBatch? batch = streamed.Read(0, step);
            batch.Should().BeTheBatch(pictures, Order(step));
        }

        streamed.Invoking(it => it.Read(0, 2)).Should().Throw<InvalidDataException>().WithMessage("reading 6")
            .Which.StackTrace.Should().Contain(nameof(FailAt));
    }

    [Fact]
    public void A_label_outside_the_classes_is_refused_when_it_is_read()
    {
        int wrong = (int)Sampler.Order(0)[3];
        WatchedDataset set = new(TestData.Pictures(count: 7)) { Label = index => index == wrong ? -1 : 0 };
        using StreamedImages streamed = Stream(set, epochs: 9);
        streamed.Read(0, 0)!.Dispose();
        streamed.Invoking(it => it.Read(0, 1)).Should().Throw<GanDataException>()
            .WithMessage($"'noise': picture {wrong} has label -1, and there are 1 classes.");
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_for_a_batch()
    {
        using CancellationTokenSource cancellation = new();
        using ManualResetEventSlim reading = new(), go = new();
        WatchedDataset set = new(TestData.Pictures(count: 7))
        {
            Reading = _ =>
            {
                reading.Set();
                go.Wait(Patience).Should().BeTrue();
            },
        };
        using StreamedImages streamed = Stream(set, epochs: 9, cancellation.Token);
        Task<ImageBatch?> wait = Task.Run(() => streamed.Read(0, 0));
        reading.Wait(Patience).Should().BeTrue();
        await cancellation.CancelAsync();
        go.Set();

        (await wait.WaitAsync(Patience)).Should().BeNull();
        set.Reads.Should().ContainSingle(); // The picture under way was the last.
    }

    [Fact]
    public void Disposing_ends_the_thread_in_the_middle_of_a_batch()
    {
        using ManualResetEventSlim reading = new();
        WatchedDataset set = new(TestData.Pictures(count: 7)) { Reading = number => SetAt(reading, number, 3) };
        StreamedImages streamed = Stream(set, epochs: 1_000_000);
        streamed.Read(0, 0)!.Dispose();
        reading.Wait(Patience).Should().BeTrue();
        streamed.Dispose();

        set.Reads.Should().OnlyContain(read => !read.Thread.IsAlive);
    }

    [Fact]
    public void It_stays_alive_outside_the_scope_it_was_made_in_and_leaves_nothing()
    {
        long before = LiveTensors.Count;
        StreamedImages streamed;
        using (torch.NewDisposeScope())
        {
            streamed = Stream(TestData.Pictures(count: 7), epochs: 9);
            streamed.Read(0, 0)!.Dispose();
        }

        streamed.Read(0, 1)!.Dispose();
        streamed.Read(4, 2)!.Dispose();
        streamed.Dispose();
        LiveTensors.Count.Should().Be(before);
    }

    private static StreamedImages Stream(IImageDataset set, int epochs, CancellationToken cancellation = default) =>
        new(set, Sampler, torch.CPU, epochs, cancellation);

    private static ReadOnlySpan<long> Order(int step) => Sampler.Order(step / 3).AsSpan(step % 3 * 2, 2);

    private static void SetAt(ManualResetEventSlim reached, int reading, int number)
    {
        if (reading == number)
        {
            reached.Set();
        }
    }

    private static void FailAt(int reading, int number)
    {
        if (reading == number)
        {
            throw new InvalidDataException($"reading {reading}");
        }
    }
}
