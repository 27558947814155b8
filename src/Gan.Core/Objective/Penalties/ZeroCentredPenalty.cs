using TorchSharp;

namespace Gan.Core;

/// <summary>R1 and R2: γ/2 · E‖∇D‖² at real or at generated pictures.</summary>
/// <param name="Strength">γ.</param>
/// <param name="Interval">At least 1.</param>
/// <param name="OfReal">Whether it is taken at real pictures.</param>
internal sealed record ZeroCentredPenalty(PenaltyStrength Strength, int Interval, bool OfReal) : IPenalty
{
    public string Name => Strength.Name(OfReal ? "r1" : "r2", ("every", Interval));

    public bool NeedsImageGradients => true;

    public torch.Tensor Compute(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor gradients = OfReal
            ? ImageGradients.Of(batch.RealLogits, batch.RealImages)
            : ImageGradients.Of(batch.FakeLogits, batch.FakeImages);
        torch.Tensor squares = SquaredNorms.Of(gradients).mean();
        return Strength.Times(squares, batch.Position, share: 0.5).MoveToOuterDisposeScope();
    }
}
