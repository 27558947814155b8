using TorchSharp;

namespace Gan.Core;

/// <summary>A module in inference mode for a while; then each of its parts is in the mode again that it was in.</summary>
internal sealed class InferenceMode : IDisposable
{
    private readonly (torch.nn.Module Module, bool WasTraining)[] _modes;

    /// <param name="network">The module.</param>
    public InferenceMode(torch.nn.Module network)
    {
        _modes = [.. network.modules().Prepend(network).Select(module => (module, module.training))];
        network.eval();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // From the outside inwards: switching a module switches its parts, whose turn comes later.
        foreach ((torch.nn.Module module, bool wasTraining) in _modes)
        {
            if (module.training != wasTraining)
            {
                module.train(wasTraining);
            }
        }
    }
}
