using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>
/// R1 (Mescheder et al. 2018) as a consumer writes it: half of gamma times the mean squared norm of the gradient at real pictures.
/// </summary>
internal sealed record GradientPenalty(double Gamma, int Interval = 1) : IPenalty
{
    public string Name => PartName.Of("r1", ("gamma", Gamma), ("every", Interval));

    public bool NeedsImageGradients => true;

    public torch.Tensor Compute(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor gradients = ImageGradients.Of(batch.RealLogits, batch.RealImages);
        return gradients.flatten(1).square().sum(1).mean().mul(Gamma / 2).MoveToOuterDisposeScope();
    }
}
