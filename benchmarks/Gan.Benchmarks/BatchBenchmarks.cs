using BenchmarkDotNet.Attributes;
using Gan.Core;
using TorchSharp;

namespace Gan.Benchmarks;

/// <summary>The next batch of 32 pictures as float32 on the device: TorchSharp's DataLoader against both sources of the library.</summary>
public class BatchBenchmarks
{
    private const int BatchSize = 32;
    private ImageDataset _pictures = null!;
    private ResidentImages _resident = null!;
    private StreamedImages _streamed = null!;
    private TorchSharp.Modules.DataLoader _loader = null!;
    private IEnumerator<Dictionary<string, torch.Tensor>> _batches = null!;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        byte[] pixels = new byte[5000 * 3072];
        new Random(1).NextBytes(pixels);
        _pictures = new ImageDataset("noise", new ImageShape(3, 32, 32), pixels, new int[5000], ["noise"]);
        EpochSampler sampler = new(_pictures.Count, BatchSize, seed: 1);
        _resident = new ResidentImages(_pictures, sampler, torch.CPU);
        _streamed = new StreamedImages(_pictures, sampler, torch.CPU, epochs: int.MaxValue, CancellationToken.None);
        _loader = torch.utils.data.DataLoader(new Floats(_pictures), BatchSize, shuffle: true, device: torch.CPU);
        _batches = _loader.GetEnumerator();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _resident.Dispose();
        _streamed.Dispose();
        _loader.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void DataLoader()
    {
        using var scope = torch.NewDisposeScope();
        if (!_batches.MoveNext())
        {
            _batches = _loader.GetEnumerator();
            _batches.MoveNext();
        }

        _ = _batches.Current["data"];
    }

    [Benchmark]
    public void Resident() => Read(_resident);

    [Benchmark]
    public void Streamed() => Read(_streamed);

    private void Read(IBatchSource source)
    {
        (int epoch, int batch) = Math.DivRem(_next++, 5000 / BatchSize);
        using ImageBatch images = source.Read(epoch, batch)!;
        PixelScaling.ToNetwork(images.Images).Dispose();
    }

    /// <summary>Pictures as floats, one tensor each, as TorchSharp's examples hold them.</summary>
    private sealed class Floats(ImageDataset pictures) : torch.utils.data.Dataset
    {
        private readonly torch.Tensor[] _images = [.. Enumerable.Range(0, pictures.Count).Select(i =>
        {
            byte[] pixels = new byte[pictures.Shape.ValueCount];
            pictures.CopyImage(i, pixels);
            using torch.Tensor bytes = torch.tensor(pixels, [3, 32, 32], torch.ScalarType.Byte);
            return PixelScaling.ToNetwork(bytes);
        })];

        public override long Count => pictures.Count;

        public override Dictionary<string, torch.Tensor> GetTensor(long index) => new() { ["data"] = _images[index].alias() };
    }
}
