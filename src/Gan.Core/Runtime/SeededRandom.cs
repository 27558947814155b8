using System.Numerics;

namespace Gan.Core;

/// <summary>
/// Random numbers that are the same on every machine and in every version: xoshiro256** (Blackman, Vigna: "Scrambled linear pseudorandom
/// number generators", 2021), which <see cref="Random"/> does not promise.
/// </summary>
/// <remarks>
/// Give each purpose a seed of its own (<see cref="RandomSeeds.Derive"/>): draws for one then never change those for another, and any of
/// them can be repeated from the seed alone.
/// </remarks>
/// <example>
/// <code>
/// SeededRandom random = new(RandomSeeds.Derive(seed, "order of the files"));
/// random.Shuffle&lt;string&gt;(files);
/// </code>
/// </example>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts a sequence.</summary>
    /// <param name="seed">The seed of the whole.</param>
    /// <param name="stream">Which of the seed's independent sequences, such as an epoch or the index of a picture.</param>
    public SeededRandom(long seed, ulong stream = 0)
    {
        // The stream is mixed once more: were it only added, one stream's state would be its neighbour's moved by a word.
        ulong state = SplitMix64.Mix(SplitMix64.Mix((ulong)seed + SplitMix64.Increment) + stream);
        _s0 = SplitMix64.Mix(state += SplitMix64.Increment);
        _s1 = SplitMix64.Mix(state += SplitMix64.Increment);
        _s2 = SplitMix64.Mix(state += SplitMix64.Increment);
        _s3 = SplitMix64.Mix(state + SplitMix64.Increment);
    }

    /// <summary>Continues from a state, which must not be all zeros.</summary>
    internal SeededRandom(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }

    /// <summary>The next 64 random bits.</summary>
    /// <returns>Any value.</returns>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A whole number, each equally likely (Lemire: "Fast random integer generation in an interval", 2019).</summary>
    /// <param name="maxExclusive">The first number that is not drawn; at least 1.</param>
    /// <returns>0 to <paramref name="maxExclusive"/> − 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxExclusive"/> is below 1.</exception>
    public int NextInt(int maxExclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxExclusive, 1);
        uint range = (uint)maxExclusive;
        uint firstFair = (0 - range) % range;
        ulong product;
        do
        {
            product = (NextUInt64() >> 32) * range;
        }
        while ((uint)product < firstFair);
        return (int)(product >> 32);
    }

    /// <summary>A real number, uniform over the multiples of 2⁻²⁴.</summary>
    /// <returns>At least 0 and below 1.</returns>
    public float NextSingle() => (NextUInt64() >> 40) * (1f / (1 << 24));

    /// <summary>
    /// A real number from the standard normal distribution (Box and Muller 1958), of which two uniform numbers are used up.
    /// </summary>
    /// <returns>Any value within ±5.8.</returns>
    public double NextNormal()
    {
        // 1 − u is above 0, and its logarithm finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - NextSingle()));
        return radius * Math.Cos(Math.Tau * NextSingle());
    }

    /// <summary>Puts the items into random order, every order equally likely (Fisher–Yates).</summary>
    /// <typeparam name="T">The kind of item.</typeparam>
    /// <param name="items">The items, reordered in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
