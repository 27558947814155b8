using TorchSharp;

namespace Gan.Core;

/// <summary>Finds what is no longer a finite number after a tick.</summary>
internal static class FiniteCheck
{
    private static readonly string[] LossNames = ["The discriminator's loss", "The generator's loss", "D(x)", "D(G(z))"];

    /// <summary>Looks at the losses, then at all weights and running statistics. Waits for the device.</summary>
    /// <param name="means">The discriminator's loss, the generator's loss, D(x) and D(G(z)).</param>
    /// <param name="trainer">Whose networks are looked at.</param>
    /// <returns>What is not finite, as the subject of a sentence; null when all is.</returns>
    public static string? Problem(float[] means, GanTrainer trainer)
    {
        int loss = Array.FindIndex(means, mean => !float.IsFinite(mean));
        return loss >= 0 ? LossNames[loss]
            : !AllFinite(trainer.Generator.Network) ? "A weight of the generator"
            : !AllFinite(trainer.Discriminator.Network) ? "A weight of the discriminator"
            : null;
    }

    private static bool AllFinite(torch.nn.Module network)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        // One number for each tensor, and one question to the device for all: a sum is finite only if every term is.
        torch.Tensor[] sums = [.. network.state_dict().Values.Where(value => value.is_floating_point()).Select(value => value.sum())];
        return sums.Length == 0 || torch.stack(sums).isfinite().all().item<bool>();
    }
}
