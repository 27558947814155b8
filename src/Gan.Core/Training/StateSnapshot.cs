using TorchSharp;

namespace Gan.Core;

/// <summary>A copy of a training state, to return to when something is no longer finite.</summary>
internal sealed class StateSnapshot : IDisposable
{
    private readonly Dictionary<string, torch.Tensor> _copies = [];
    private TrainingPosition _position = TrainingPosition.Start;
    private HistoryEntry[] _history = [];

    /// <summary>The state that was copied last; the snapshot owns its tensors.</summary>
    public TrainingState State => new(_position, _history, _copies);

    /// <summary>Copies a state over the one before.</summary>
    /// <param name="state">The state; the same names and shapes each time.</param>
    public void Take(TrainingState state)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in state.Tensors)
        {
            if (_copies.TryGetValue(name, out torch.Tensor? copy))
            {
                copy.copy_(tensor);
            }
            else
            {
                _copies[name] = tensor.detach().clone().DetachFromDisposeScope();
            }
        }

        _position = state.Position;
        _history = [.. state.History];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (torch.Tensor copy in _copies.Values)
        {
            copy.Dispose();
        }
    }
}
