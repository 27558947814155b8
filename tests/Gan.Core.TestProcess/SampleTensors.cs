using TorchSharp;

namespace Gan.Core.TestProcess;

/// <summary>Tensors and texts that are the same in every process.</summary>
public static class SampleTensors
{
    public static IReadOnlyDictionary<string, string> Metadata { get; } =
        new Dictionary<string, string> { ["title"] = "Iıİi ß ü 犬 \"quoted\"", ["learning rate"] = "0.0002" };

    /// <summary>Creates the tensors; the caller disposes them.</summary>
    public static Dictionary<string, torch.Tensor> Create() => new()
    {
        ["weight"] = torch.arange(24, dtype: torch.ScalarType.Float32, device: torch.CPU).reshape(2, 3, 4).div_(7),
        ["Weight"] = torch.arange(6, dtype: torch.ScalarType.Float64, device: torch.CPU).div_(-3),
        ["ılık"] = torch.arange(5, dtype: torch.ScalarType.Int64, device: torch.CPU),
        ["flags"] = torch.tensor([true, false, true]),
    };
}
