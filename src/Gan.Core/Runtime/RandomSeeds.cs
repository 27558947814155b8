using System.Text;

namespace Gan.Core;

/// <summary>
/// Derives independent seeds from the one seed of a run: a seed for each purpose, and for each step of a purpose. Because every draw is a
/// function of (seed, purpose, index), a resumed run needs no saved generator state, and what an observer draws cannot disturb training.
/// </summary>
public static class RandomSeeds
{
    /// <summary>Derives one seed.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="purpose">What the draws are for, such as <c>latent</c>.</param>
    /// <param name="index">Which draw of that purpose, such as the training step.</param>
    /// <returns>64 well-mixed bits; the same on every machine and in every version.</returns>
    public static long Derive(long seed, string purpose, long index = 0)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte letter in Encoding.UTF8.GetBytes(purpose))
        {
            hash = (hash ^ letter) * 0x100000001B3;
        }

        ulong purposeSeed = SplitMix64.Mix((ulong)seed + hash);
        return (long)SplitMix64.Mix(purposeSeed + SplitMix64.Increment * ((ulong)index + 1));
    }
}
