using BenchmarkDotNet.Attributes;
using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Benchmarks;

/// <summary>Up-sampling ×2 and a 3×3 convolution, forth and back at batch 32: the plain layers against the library's.</summary>
public class UpsamplingBenchmarks
{
    private const int Batch = 32;
    private torch.Tensor _planar = null!;
    private torch.Tensor _interleaved = null!;
    private torch.Tensor _pull = null!;
    private torch.Tensor _interleavedPull = null!;
    private Module<torch.Tensor, torch.Tensor> _plain = null!;
    private UpsampleConvLayer _layer = null!;

    /// <summary>Height and width of the input; the channels are those of the preset Baseline.</summary>
    [Params(8, 16)]
    public int Side { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int outChannels = Side == 8 ? 128 : 64;
        _planar = torch.randn(Batch, 128, Side, Side).requires_grad_();
        _interleaved = MemoryFormat.ChannelsLast(_planar.detach()).requires_grad_();
        _pull = torch.randn(Batch, outChannels, 2 * Side, 2 * Side);
        _interleavedPull = MemoryFormat.ChannelsLast(_pull);
        _plain = Sequential(Upsample(scale_factor: [2, 2], mode: torch.UpsampleMode.Nearest), Conv2d(128, outChannels, 3, padding: 1));
        _layer = new UpsampleConvLayer(128, outChannels);
    }

    [Benchmark(Baseline = true)]
    public void Plain() => Pass(_plain, _planar, _pull);

    [Benchmark]
    public void Library() => Pass(_layer, _interleaved, _interleavedPull);

    private static void Pass(Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input, torch.Tensor pull)
    {
        using var scope = torch.NewDisposeScope();
        layer.forward(input).backward([pull]);
        input.grad = null;
        layer.zero_grad(set_to_none: true);
    }
}
