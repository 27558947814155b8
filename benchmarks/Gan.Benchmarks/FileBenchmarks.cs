using BenchmarkDotNet.Attributes;
using Gan.Core;
using Gan.Data.Cifar;

namespace Gan.Benchmarks;

/// <summary>Reading what a program starts with: the dogs of a local CIFAR-10 folder (records of noise here) and a saved generator.</summary>
public class FileBenchmarks
{
    private const int RecordSize = 1 + 3072, RecordsInFile = 10_000;
    private string _folder = null!;
    private string _model = null!;

    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("gan-benchmark").FullName;
        byte[] records = new byte[RecordSize * RecordsInFile];
        Random random = new(1);
        string[] files = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin"), "test_batch.bin"];
        foreach (string file in files)
        {
            random.NextBytes(records);
            for (int i = 0; i < RecordsInFile; i++)
            {
                records[i * RecordSize] = (byte)(i % 10);
            }

            File.WriteAllBytes(Path.Combine(_folder, file), records);
        }

        File.WriteAllText(
            Path.Combine(_folder, "batches.meta.txt"), "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n");
        _model = Path.Combine(_folder, "generator.safetensors");
        using IGenerator generator = GanPresets.Baseline().GeneratorOptions!.Create(seed: 1);
        GanGenerator.Save(generator, _model);
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [Benchmark]
    public async Task<int> CifarDogs() => (await CifarDogDataset.LoadAsync(new CifarOptions { DataPath = _folder })).Count;

    [Benchmark]
    public void Generator() => GanGenerator.Load(_model, ComputeDevice.Cpu).Dispose();
}
