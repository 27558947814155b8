using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// Binary cross-entropy with the target 1 − smoothing for real pictures, and with labels that change sides at random; both in the
/// discriminator's turn alone.
/// </summary>
/// <param name="Smoothing">In [0, 1).</param>
/// <param name="Flips">In [0, 1/2): the probability that a label is that of the other kind.</param>
internal sealed record SoftenedCrossEntropyLoss(double Smoothing, double Flips) : IAdversarialLoss
{
    public string Name => PartName.Of(AdversarialLosses.BinaryCrossEntropy.Name, ("smoothing", Smoothing), ("flips", Flips));

    public torch.Tensor Discriminator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = Mean(batch.RealLogits, Targets(batch.RealLogits, areReal: true));
        torch.Tensor fake = Mean(batch.FakeLogits, Targets(batch.FakeLogits, areReal: false));
        return real.Plus(fake).Times(-0.5).MoveToOuterDisposeScope();
    }

    public torch.Tensor Generator(JudgedBatch batch) => AdversarialLosses.BinaryCrossEntropy.Generator(batch);

    /// <summary>[N]: 1 − smoothing for those that are called real, 0 for the others; in the current scope.</summary>
    private torch.Tensor Targets(torch.Tensor logits, bool areReal)
    {
        using Scalar target = (1 - Smoothing).ToScalar();
        using Scalar flips = Flips.ToScalar();
        torch.Tensor draws = torch.rand(logits.shape, torch.ScalarType.Float32, logits.device);
        torch.Tensor calledReal = areReal ? draws.ge(flips) : draws.lt(flips);
        return calledReal.to_type(logits.dtype).mul(target);
    }

    /// <summary>The mean of t·log σ(x) + (1 − t)·log(1 − σ(x)), in the current scope.</summary>
    private static torch.Tensor Mean(torch.Tensor logits, torch.Tensor targets)
    {
        torch.Tensor forReal = functional.logsigmoid(logits).mul(targets);
        torch.Tensor forFake = functional.logsigmoid(logits.neg()).mul(targets.neg().Plus(1));
        return forReal.Plus(forFake).mean();
    }
}
