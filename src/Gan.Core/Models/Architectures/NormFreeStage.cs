using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>The blocks at one size, before or after which the size and the number of channels may change.</summary>
internal sealed class NormFreeStage : Module<torch.Tensor, torch.Tensor>
{
    private static readonly double[] Double = [2, 2];
    private static readonly long[] Two = [2, 2];

    private readonly Resampling _resampling;

    [ComponentName(Name = "channels")]
    private readonly ConvLayer? _channels;

    [ComponentName(Name = "blocks")]
    private readonly ModuleList<NormFreeBlock> _blocks;

    /// <param name="inChannels">Channels in.</param>
    /// <param name="outChannels">Channels out.</param>
    /// <param name="resampling">How the size changes.</param>
    /// <param name="blocks">How many blocks there are.</param>
    /// <param name="block">Makes one of so many channels.</param>
    public NormFreeStage(int inChannels, int outChannels, Resampling resampling, int blocks, Func<int, NormFreeBlock> block)
        : base(nameof(NormFreeStage))
    {
        _resampling = resampling;
        _channels = inChannels == outChannels ? null : new ConvLayer(inChannels, outChannels, kernelSize: 1, bias: false);
        int width = resampling == Resampling.DownAfter ? inChannels : outChannels;
        _blocks = new ModuleList<NormFreeBlock>([.. Enumerable.Range(0, blocks).Select(_ => block(width))]);
        RegisterComponents();
    }

    /// <summary>Where a stage changes the size of its maps: bilinear, and channels change where there are fewer pixels.</summary>
    internal enum Resampling
    {
        /// <summary>Nowhere.</summary>
        None,

        /// <summary>It doubles height and width before its blocks.</summary>
        UpBefore,

        /// <summary>It halves height and width after its blocks.</summary>
        DownAfter,
    }

    /// <summary>Computes the stage.</summary>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor x = input.alias();
        if (_resampling == Resampling.UpBefore)
        {
            using torch.Tensor small = Rechannel(x);
            x = functional.interpolate(small, scale_factor: Double, mode: torch.InterpolationMode.Bilinear, align_corners: false);
        }

        foreach (NormFreeBlock block in _blocks)
        {
            x = x.Then(block);
        }

        if (_resampling == Resampling.DownAfter)
        {
            // The mean of 2×2 pixels is what bilinear interpolation gives half-way between them.
            using torch.Tensor large = x;
            x = Rechannel(functional.avg_pool2d(large, Two));
        }

        return x.MoveToOuterDisposeScope();
    }

    private torch.Tensor Rechannel(torch.Tensor x) => _channels is null ? x : x.Then(_channels);
}
