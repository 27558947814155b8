using TorchSharp;

namespace Gan.Core;

/// <summary>What a step, a turn of it, or a part of a turn is given.</summary>
/// <param name="Real">float [N, channels, height, width] in [−1, 1].</param>
/// <param name="Labels">int64 [N]: the classes of both the real and the generated pictures; null when there are none.</param>
/// <param name="Latent">float [N, latent size].</param>
internal readonly record struct StepInput(torch.Tensor Real, torch.Tensor? Labels, torch.Tensor Latent)
{
    /// <summary>One of several parts of the same size, in the current scope.</summary>
    public StepInput Part(int part, int parts)
    {
        if (parts == 1)
        {
            return this;
        }

        long count = Real.size(0) / parts;
        long start = part * count;
        return new StepInput(Real.narrow(0, start, count), Labels?.narrow(0, start, count), Latent.narrow(0, start, count));
    }
}
