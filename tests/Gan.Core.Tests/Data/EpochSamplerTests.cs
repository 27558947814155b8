using CsCheck;

namespace Gan.Core.Tests.Data;

public class EpochSamplerTests
{
    private static readonly Gen<(int Count, int Batch, long Seed, int Epoch)> Cases =
        Gen.Select(Gen.Int[1, 50], Gen.Int[0, 60], Gen.Long, Gen.Int[0, 10_000])
            .Select((batch, more, seed, epoch) => (batch + more, batch, seed, epoch));

    [Fact]
    public void An_epoch_visits_full_batches_of_different_pictures() => Cases.Sample(@case =>
    {
        EpochSampler sampler = new(@case.Count, @case.Batch, @case.Seed);
        long[] order = sampler.Order(@case.Epoch);

        return sampler.StepsPerEpoch == @case.Count / @case.Batch
            && order.Length == sampler.StepsPerEpoch * @case.Batch
            && order.Distinct().Count() == order.Length
            && order.All(index => index >= 0 && index < @case.Count);
    });

    [Fact]
    public void The_order_is_a_function_of_the_seed_and_the_epoch() => Cases.Sample(@case =>
        new EpochSampler(@case.Count, @case.Batch, @case.Seed).Order(@case.Epoch).AsSpan()
            .SequenceEqual(new EpochSampler(@case.Count, @case.Batch, @case.Seed).Order(@case.Epoch)));

    [Fact]
    public void Whole_batches_leave_no_picture_out() =>
        new EpochSampler(12, 4, seed: 3).Order(0).Should().BeEquivalentTo(Enumerable.Range(0, 12));

    [Fact]
    public void Another_epoch_has_another_order()
    {
        EpochSampler sampler = new(100, 10, seed: 3);
        sampler.Order(0).Should().NotEqual(sampler.Order(1)).And.BeEquivalentTo(sampler.Order(1));
    }

    [Fact]
    public void Another_seed_has_another_order() =>
        new EpochSampler(100, 10, seed: 3).Order(0).Should().NotEqual(new EpochSampler(100, 10, seed: 4).Order(0));

    [Fact]
    public void Every_picture_is_left_out_now_and_then()
    {
        EpochSampler sampler = new(10, 4, seed: 3);
        IEnumerable<long> leftOut = Enumerable.Range(0, 100).SelectMany(epoch => Enumerable.Range(0, 10).Select(i => (long)i).Except(sampler.Order(epoch)));
        leftOut.Distinct().Should().HaveCount(10);
    }

    [Fact]
    public void Each_picture_is_about_as_often_first()
    {
        EpochSampler sampler = new(10, 4, seed: 3);
        int[] first = new int[10];
        for (int epoch = 0; epoch < 5000; epoch++)
        {
            first[sampler.Order(epoch)[0]]++;
        }

        // 500 expected, standard deviation 21.
        first.Should().OnlyContain(times => times > 400 && times < 600);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(3, 4)]
    public void Sizes_that_give_no_batch_are_refused(int count, int batchSize)
    {
        Action create = () => _ = new EpochSampler(count, batchSize, seed: 0);
        create.Should().Throw<ArgumentOutOfRangeException>();
    }
}
