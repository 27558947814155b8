using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core;

/// <summary>
/// weight · (E max(0, D(x) − a_F)² + E max(0, a_R − D(G(z)))²), a_R and a_F being moving averages of the mean logits of real and of
/// generated pictures.
/// </summary>
/// <remarks>
/// The rectifiers are those of the authors' code; the paper writes the squares without them. As there, averages follow the last batch at
/// once until the penalty starts, and an average takes in a batch before the batch is compared with it.
/// </remarks>
internal sealed class LeCamPenalty : IPenalty, IStatefulPart
{
    private readonly PenaltyStrength _strength;
    private readonly double _decay;
    private readonly long _startStep;
    private torch.Tensor _real = torch.zeros([]).DetachFromDisposeScope();
    private torch.Tensor _fake = torch.zeros([]).DetachFromDisposeScope();

    public LeCamPenalty(PenaltyStrength strength, double decay, long startStep) =>
        (_strength, _decay, _startStep) = (strength, decay, startStep);

    public string Name => _strength.Name("lecam", ("decay", _decay), ("start", _startStep));

    public IReadOnlyDictionary<string, torch.Tensor> State => new Dictionary<string, torch.Tensor> { ["real"] = _real, ["fake"] = _fake };

    public void MoveTo(torch.Device device)
    {
        using torch.Tensor real = _real, fake = _fake;
        _real = real.to(device).DetachFromDisposeScope();
        _fake = fake.to(device).DetachFromDisposeScope();
    }

    public torch.Tensor Compute(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        bool hasStarted = batch.Position.Step >= _startStep;
        double decay = hasStarted && batch.Position.Step > 0 ? _decay : 0;
        Follow(_real, batch.RealLogits, decay);
        Follow(_fake, batch.FakeLogits, decay);
        if (!hasStarted)
        {
            return torch.zeros_like(_real).MoveToOuterDisposeScope();
        }

        // Copies: the next batch changes the averages while the gradients of this one may still be to come.
        torch.Tensor real = functional.relu(batch.RealLogits.sub(_fake.clone())).square().mean();
        torch.Tensor fake = functional.relu(batch.FakeLogits.sub(_real.clone()).neg()).square().mean();
        return _strength.Times(real.Plus(fake), batch.Position).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        _real.Dispose();
        _fake.Dispose();
    }

    /// <summary>On the device throughout: nothing is waited for.</summary>
    private static void Follow(torch.Tensor average, torch.Tensor logits, double decay)
    {
        using var noGradient = torch.no_grad();
        using Scalar kept = decay.ToScalar();
        using Scalar taken = (1 - decay).ToScalar();
        average.mul_(kept).PlusInPlace(logits.mean().to_type(average.dtype).mul(taken));
    }
}
