using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Puts a module and all modules in it into inference mode until it is disposed, and then each back into its own: one that its user froze
/// in inference mode, inside a network that trains, stays frozen.
/// </summary>
public sealed class InferenceMode : IDisposable
{
    private readonly (torch.nn.Module Module, bool WasTraining)[] _before;

    /// <summary>Switches to inference mode.</summary>
    /// <param name="network">The module.</param>
    public InferenceMode(torch.nn.Module network)
    {
        _before = [.. network.named_modules().Select(named => named.module).Prepend(network).Select(module => (module, module.training))];
        network.eval();
    }

    /// <summary>Puts every module back into the mode that it was in.</summary>
    public void Dispose()
    {
        // What a module is told it tells those in it, so these come after it.
        foreach ((torch.nn.Module module, bool wasTraining) in _before)
        {
            module.train(wasTraining);
        }
    }
}
