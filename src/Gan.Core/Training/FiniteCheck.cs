using TorchSharp;

namespace Gan.Core;

/// <summary>Finds what is no longer a finite number after a tick.</summary>
internal static class FiniteCheck
{
    private static readonly TorchScript Script = new(
        """
        def all_finite(tensors: List[Tensor]):
          return torch.stack([t.isfinite().all() for t in tensors])

        """);

    /// <summary>Looks at the losses, then at everything that a checkpoint would hold. Waits for the device.</summary>
    /// <param name="means"><see cref="TrainingSums"/>.</param>
    /// <param name="tensors">The state, by name.</param>
    /// <returns>What is not finite, as the subject of a sentence; null when all is.</returns>
    public static string? Problem(float[] means, IReadOnlyDictionary<string, torch.Tensor> tensors)
    {
        int loss = Array.FindIndex(means, mean => !float.IsFinite(mean));
        if (loss >= 0)
        {
            return TrainingSums.Names[loss];
        }

        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        // One question to the device for all of them. Whole numbers, the counters of normalisation layers, are always finite.
        torch.Tensor[] values = [.. tensors.Values];
        bool[] finite = Script.Invoke<torch.Tensor>("all_finite", (object)values).cpu().data<bool>().ToArray();
        int broken = Array.IndexOf(finite, false);
        return broken < 0 ? null : $"'{tensors.Keys.ElementAt(broken)}'";
    }
}
