using System.Globalization;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Core.TestProcess;

/// <summary>
/// <c>save-loop FOLDER</c>: saves checkpoints 0, 1, 2 … as fast as it can, alternating between two files and printing each number once
/// it is saved, until it is killed. A checkpoint is a tensor of 64 Ki float32, all equal to its number.
/// </summary>
internal static class SaveLoop
{
    private const int MostSaves = 100_000;

    public static void Run(string[] arguments)
    {
        for (int number = 0; number < MostSaves; number++)
        {
            using torch.Tensor values = torch.full(1 << 16, number, dtype: torch.ScalarType.Float32);
            Dictionary<string, string> metadata = new() { ["number"] = number.ToString(CultureInfo.InvariantCulture) };
            string path = Path.Combine(arguments[0], $"checkpoint-{number % 2}.safetensors");
            TensorFile.Write(path, new Dictionary<string, torch.Tensor> { ["values"] = values }, metadata);
            Console.WriteLine(number);
        }
    }
}
