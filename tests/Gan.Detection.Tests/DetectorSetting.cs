
namespace Gan.Detection.Tests;

/// <summary>Drawn pictures of 8×8, two untrained generators, and a detector so small that it trains in a second.</summary>
internal sealed class DetectorSetting : IDisposable
{
    public static readonly DetectorOptions Options = new() { Channels = [8, 8], Epochs = 6, BatchSize = 16, MaxShift = 1, Seed = 3 };

    private readonly IGenerator _first = TestData.Transposed.Create(seed: 1);
    private readonly IGenerator _second = TestData.Upsampling.Create(seed: 2);

    public DetectorSetting()
    {
        First = new FakeSource("first", _first);
        Second = new FakeSource("second", _second);
    }

    public ImageDataset Training { get; } = SyntheticImages.Create(120, TestData.Shape, seed: 1);

    public ImageDataset Test { get; } = SyntheticImages.Create(100, TestData.Shape, seed: 2);

    public FakeSource First { get; }

    public FakeSource Second { get; }

    public RealFakeDetector Train(DetectorOptions? options = null, params PictureDistortion[] distortions) =>
        RealFakeDetector.Train(Training, [First], options ?? Options, ComputeDevice.Cpu, distortions);

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}
