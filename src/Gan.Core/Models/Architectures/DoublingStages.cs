using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// The stages of a generator that begins with a small projection and doubles height and width after each stage but the last.
/// </summary>
internal static class DoublingStages
{
    /// <summary>The factor between the size of the projection and that of the picture.</summary>
    public static int Scale(ChannelList channels) => 1 << (channels.Count - 1);

    /// <summary>Numbers in the projection of one picture.</summary>
    public static long FirstValues(ChannelList channels, ImageShape image) =>
        (long)channels[0] * (image.Height / Scale(channels)) * (image.Width / Scale(channels));

    /// <summary>Sees the projection as pictures, channels-last, and lets go of it.</summary>
    /// <param name="projection">[N, numbers], disposed.</param>
    /// <param name="channels">Channels of the stages.</param>
    /// <param name="image">The pictures that the last stage makes.</param>
    /// <returns>[N, C, H, W]. The caller disposes it.</returns>
    public static torch.Tensor ToPictures(torch.Tensor projection, ChannelList channels, ImageShape image)
    {
        using (projection)
        using (torch.Tensor pictures = projection.view(-1, channels[0], image.Height / Scale(channels), image.Width / Scale(channels)))
        {
            return MemoryFormat.ChannelsLast(pictures);
        }
    }

    /// <summary>Lists what is wrong with the channels of the stages.</summary>
    public static IEnumerable<string> Validate(ChannelList channels, ImageShape image)
    {
        if (channels.Count is < 1 or > 16 || channels.Any(count => count < 1))
        {
            yield return $"the generator's channels are {channels}; give 1 to 16 counts, each at least 1.";
        }
        else if (image.Height % Scale(channels) != 0 || image.Width % Scale(channels) != 0)
        {
            yield return $"{channels.Count - 1} doublings need a height and width that {Scale(channels)} divides; "
                + $"the pictures are {image}.";
        }
    }
}
