using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>Pulls the real logits towards their own moving average, which it carries from step to step.</summary>
internal sealed class LogitDrift : IPenalty, IStatefulPart
{
    private torch.Tensor _mean = torch.zeros([]).DetachFromDisposeScope();

    public string Name => "drift";

    public bool IsDisposed { get; private set; }

    public IReadOnlyDictionary<string, torch.Tensor> State => new Dictionary<string, torch.Tensor> { ["mean"] = _mean };

    public void MoveTo(torch.Device device)
    {
        using torch.Tensor before = _mean;
        _mean = before.to(device).DetachFromDisposeScope();
    }

    public torch.Tensor Compute(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor mean = batch.RealLogits.mean();
        using (torch.no_grad())
        {
            _mean.mul_(0.9).add_(mean.mul(0.1));
        }

        return mean.sub(_mean.detach().clone()).square().mul(0.1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        IsDisposed = true;
        _mean.Dispose();
    }
}
