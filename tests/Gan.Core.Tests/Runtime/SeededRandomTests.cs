namespace Gan.Core.Tests.Runtime;

public class SeededRandomTests
{
    [Fact]
    public void The_generator_is_the_published_xoshiro256_starstar()
    {
        SeededRandom random = new(1, 2, 3, 4);
        ulong[] published =
        [
            11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600, 16172922978634559625, 8476171486693032832,
            10595114339597558777, 2904607092377533576,
        ];
        published.Select(_ => random.NextUInt64()).ToArray().Should().Equal(published);
    }

    [Fact]
    public void The_mixing_step_is_the_published_SplitMix64()
    {
        ulong state = 1477776061723855037;
        ulong[] published = [1985237415132408290, 2979275885539914483, 13511426838097143398, 8488337342461049707, 15141737807933549159];
        published.Select(_ => SplitMix64.Mix(state += SplitMix64.Increment)).ToArray().Should().Equal(published);
    }

    [Fact]
    public void A_seed_and_stream_always_give_the_same_numbers()
    {
        SeededRandom random = new(seed: -42, stream: 7);
        ulong[] bits = [random.NextUInt64(), random.NextUInt64()];
        bits.Should().Equal(282286512039932470UL, 15849695049875393425UL);
        random.NextInt(1000).Should().Be(538);
        random.NextSingle().Should().Be(6896400 / 16777216f);
        int[] order = [0, 1, 2, 3, 4, 5, 6, 7];
        random.Shuffle(order.AsSpan());
        order.Should().Equal(6, 4, 0, 2, 7, 1, 5, 3);
    }

    [Fact]
    public void Seeds_and_streams_do_not_overlap()
    {
        IEnumerable<ulong> numbers =
            from seed in Enumerable.Range(-4, 9)
            from stream in Enumerable.Range(0, 9)
            let random = new SeededRandom(seed, (ulong)stream)
            from _ in Enumerable.Range(0, 20)
            select random.NextUInt64();
        numbers.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Whole_numbers_are_equally_likely()
    {
        SeededRandom random = new(3);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.NextInt(7)]++;
        }

        // 10,000 are expected of each, with a standard deviation of 93.
        counts.Should().OnlyContain(count => Math.Abs(count - 10_000) < 500);
    }

    [Fact]
    public void A_range_that_does_not_divide_the_bits_is_not_biased()
    {
        // Of 2³² values, plain scaling would give the numbers of this range 3, 3, 2, 3, 3, 2 … each.
        const int Range = 3 << 29;
        SeededRandom random = new(5);
        int[] counts = new int[3];
        for (int i = 0; i < 30_000; i++)
        {
            counts[random.NextInt(Range) % 3]++;
        }

        counts.Should().OnlyContain(count => Math.Abs(count - 10_000) < 500);
    }

    [Fact]
    public void The_smallest_range_is_one()
    {
        SeededRandom random = new(1);
        random.NextInt(1).Should().Be(0);
        FluentActions.Invoking(() => random.NextInt(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Real_numbers_fill_zero_to_one()
    {
        SeededRandom random = new(9);
        float[] numbers = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextSingle())];
        numbers.Should().OnlyContain(number => number >= 0f && number < 1f);
        numbers.Average().Should().BeApproximately(0.5f, 0.01f);
        numbers.Max().Should().BeGreaterThan(0.999f);
    }

    [Fact]
    public void Every_order_of_a_shuffle_is_equally_likely()
    {
        SeededRandom random = new(11);
        Dictionary<string, int> counts = [];
        for (int i = 0; i < 24_000; i++)
        {
            char[] items = ['a', 'b', 'c', 'd'];
            random.Shuffle(items.AsSpan());
            string order = new(items);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // 1,000 are expected of each of the 24, with a standard deviation of 31.
        counts.Should().HaveCount(24).And.OnlyContain(pair => Math.Abs(pair.Value - 1000) < 160);
    }

    [Fact]
    public void Normal_numbers_are_those_of_Box_and_Muller_and_use_two_uniform_ones()
    {
        SeededRandom normal = new(seed: 3), uniform = new(seed: 3);
        for (int i = 0; i < 5; i++)
        {
            double radius = Math.Sqrt(-2 * Math.Log(1 - uniform.NextSingle()));
            normal.NextNormal().Should().Be(radius * Math.Cos(Math.Tau * uniform.NextSingle()));
        }
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_deviation_one()
    {
        SeededRandom random = new(seed: 4);
        double[] numbers = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];
        numbers.Average().Should().BeApproximately(0, 0.015);
        numbers.Average(number => number * number).Should().BeApproximately(1, 0.02);
        numbers.Average(number => Math.Pow(number, 4)).Should().BeApproximately(3, 0.15);
    }
}
