using BenchmarkDotNet.Attributes;
using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Benchmarks;

/// <summary>Dropout over the first activations of the discriminator at batch 32.</summary>
public class DropoutBenchmarks
{
    private readonly Module<torch.Tensor, torch.Tensor> _plain = Dropout(0.3);
    private readonly DropoutLayer _seeded = new(0.3);
    private readonly torch.Tensor _input = MemoryFormat.ChannelsLast(torch.randn(32, 32, 16, 16));

    [Benchmark(Baseline = true)]
    public void Libtorch() => _plain.forward(_input).Dispose();

    [Benchmark]
    public void Seeded() => _seeded.forward(_input).Dispose();
}
