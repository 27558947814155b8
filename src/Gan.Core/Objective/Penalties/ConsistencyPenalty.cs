using TorchSharp;

namespace Gan.Core;

/// <summary>CR and bCR: the mean squared difference of logits under two draws of the augmentation.</summary>
internal sealed class ConsistencyPenalty : IPenalty
{
    private readonly PenaltyStrength _real;
    private readonly PenaltyStrength? _fake;

    /// <param name="real">The weight of real pictures.</param>
    /// <param name="fake">The weight of generated pictures; null leaves them out, which is CR and not bCR.</param>
    public ConsistencyPenalty(PenaltyStrength real, PenaltyStrength? fake) => (_real, _fake) = (real, fake);

    public string Name => _fake is null ? _real.Name("cr") : _real.Name("bcr", ("fake", _fake.Weight));

    public torch.Tensor Compute(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real, fake;
        if (_fake is null)
        {
            real = batch.Judge(batch.RealImages);
            return Difference(_real, batch.RealLogits, real, batch.Position).MoveToOuterDisposeScope();
        }

        (real, fake) = JudgeBoth(batch);
        return Difference(_real, batch.RealLogits, real, batch.Position)
            .Plus(Difference(_fake, batch.FakeLogits, fake, batch.Position)).MoveToOuterDisposeScope();
    }

    /// <summary>Together where the batch was: statistics over the two kinds are others than those over each.</summary>
    private static (torch.Tensor Real, torch.Tensor Fake) JudgeBoth(JudgedBatch batch)
    {
        if (!batch.Joined)
        {
            return (batch.Judge(batch.RealImages), batch.Judge(batch.FakeImages));
        }

        long count = batch.RealImages.size(0);
        torch.Tensor logits = batch.Judge(torch.cat([batch.RealImages, batch.FakeImages]));
        return (logits.narrow(0, 0, count), logits.narrow(0, count, logits.size(0) - count));
    }

    private static torch.Tensor Difference(PenaltyStrength strength, torch.Tensor first, torch.Tensor second, StepPosition position) =>
        strength.Times(first.sub(second).square().mean(), position);
}
