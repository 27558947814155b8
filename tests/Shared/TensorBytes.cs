using TorchSharp;

namespace Gan.Tests;

/// <summary>States of networks and trainers as bits, to compare.</summary>
internal static class TensorBytes
{
    public static byte[] Bytes(this torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().contiguous().bytes.ToArray();
    }

    /// <summary>Every tensor of the state as hexadecimal digits, by name.</summary>
    public static SortedDictionary<string, string> Bits(this TrainingState state) =>
        new(state.Tensors.ToDictionary(entry => entry.Key, entry => Convert.ToHexString(entry.Value.Bytes())), StringComparer.Ordinal);

    /// <summary>Every weight and buffer of the network as hexadecimal digits, by name.</summary>
    public static SortedDictionary<string, string> Bits(this torch.nn.Module network) =>
        new(network.state_dict().ToDictionary(entry => entry.Key, entry => Convert.ToHexString(entry.Value.Bytes())), StringComparer.Ordinal);

    /// <summary>The state with tensors of its own, as a checkpoint would hold it; the caller disposes them.</summary>
    public static TrainingState Copy(this TrainingState state) => state with
    {
        Tensors = state.Tensors.ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone()),
    };

    public static void DisposeTensors(this TrainingState state)
    {
        foreach (torch.Tensor tensor in state.Tensors.Values)
        {
            tensor.Dispose();
        }
    }

    /// <summary>The history without the speed, which no two runs share.</summary>
    public static HistoryEntry[] Timeless(this IEnumerable<HistoryEntry> history) =>
        [.. history.Select(entry => entry with { ImagesPerSecond = 0 })];
}
