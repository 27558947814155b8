using BenchmarkDotNet.Attributes;
using Gan.Core;
using TorchSharp;

namespace Gan.Benchmarks;

/// <summary>One update of all weights of the preset Baseline's generator, gradients given.</summary>
public class OptimizerBenchmarks
{
    private IGenerator _generator = null!;
    private torch.Tensor[] _gradients = null!;
    private TorchSharp.Modules.Adam _plain = null!;
    private AdamOptimizer _fused = null!;

    [GlobalSetup]
    public void Setup()
    {
        _generator = GanPresets.Baseline().GeneratorOptions!.Create(seed: 1);
        _gradients = [.. _generator.Network.parameters().Select(weight => torch.randn_like(weight.detach()))];
        _plain = torch.optim.Adam(_generator.Network.parameters(), 0.001);
        _fused = new AdamOptimizer(_generator.Network, new AdamOptions(0.001, 0.9));
    }

    [Benchmark(Baseline = true)]
    public void TorchSharpAdam()
    {
        GiveGradients();
        _plain.step();
    }

    [Benchmark]
    public void FusedAdam()
    {
        GiveGradients();
        _fused.Step();
    }

    private void GiveGradients()
    {
        foreach ((TorchSharp.Modules.Parameter weight, torch.Tensor gradient) in _generator.Network.parameters().Zip(_gradients))
        {
            weight.grad = gradient;
        }
    }
}
