using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>What generator and discriminator without normalisation share.</summary>
internal static class NormFreeParts
{
    /// <summary>Lists what is wrong with the sizes of blocks; nothing where the channels are wrong already.</summary>
    public static IEnumerable<string> Validate(ChannelList channels, int blocks, int expansion, int cardinality, string network)
    {
        if (blocks is < 1 or > 64)
        {
            yield return $"the {network} has {blocks} blocks a stage; choose 1 to 64.";
        }

        if (expansion < 1)
        {
            yield return $"the {network}'s expansion is {expansion}; it must be at least 1 (2 is usual).";
        }

        if (cardinality < 1)
        {
            yield return $"the {network}'s cardinality is {cardinality}; it must be at least 1.";
        }
        else if (expansion > 0 && channels.All(count => count > 0))
        {
            foreach (int count in channels.Where(count => (long)count * expansion % cardinality != 0).Distinct())
            {
                yield return $"the {network}'s cardinality is {cardinality}, which does not divide {(long)count * expansion}, "
                    + $"the channels inside a block of {count}: choose a cardinality, an expansion and channels that fit.";
            }
        }
    }

    /// <summary>Draws the weights: deviation 1/√fan-in, and the fix-up initialisation of the blocks.</summary>
    public static void Begin(Module network, long seed)
    {
        // The slope of 1 makes He's deviation 1/√fan-in.
        WeightInitialization.HeNormal(network, seed, leakySlope: 1);
        NormFreeBlock[] blocks = [.. network.modules().OfType<NormFreeBlock>().Distinct()];
        foreach (NormFreeBlock block in blocks)
        {
            block.Begin(blocks.Length);
        }
    }

    /// <summary>Multiplies the weight of a layer.</summary>
    public static void Scale(Module layer, double factor)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        layer.get_parameter("weight")!.TimesInPlace((float)factor);
    }
}
