using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// A learnt picture for each channel. A generator begins with them, each times a number; a discriminator ends with a number for each
/// channel, the sum of its pixels times the picture's: a depth-wise convolution over the whole of the map (Huang et al. 2024).
/// </summary>
internal sealed class NormFreeBasis : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] Pixels = [2, 3];

    private readonly bool _toPictures;

    [ComponentName(Name = "weight")]
    private readonly Parameter _weight;

    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="width">Columns of pixels.</param>
    /// <param name="toPictures">Whether it turns numbers into pictures, and not pictures into numbers.</param>
    public NormFreeBasis(int channels, int height, int width, bool toPictures)
        : base(nameof(NormFreeBasis))
    {
        _toPictures = toPictures;
        _weight = LayerParts.Zeros(channels, height, width);
        RegisterComponents();
    }

    /// <summary>Turns [N, C] into [N, C, H, W], channels-last, or [N, C, H, W] into [N, C].</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor basis = _weight.TypedAs(input).unsqueeze(0);
        torch.Tensor product = basis.mul(_toPictures ? input.unsqueeze(2).unsqueeze(3) : input);
        return (_toPictures ? MemoryFormat.ChannelsLast(product) : product.sum(Pixels)).MoveToOuterDisposeScope();
    }
}
