using TorchSharp;

namespace Gan.Core;

/// <summary>Builds networks whose weights outlive whatever dispose scope the caller is in.</summary>
internal static class NetworkCreation
{
    /// <summary>
    /// Builds a network in a scope of its own, which takes what TorchSharp's layers leave behind, and takes the weights out of it.
    /// </summary>
    public static T OutsideScopes<T>(Func<T> create, Func<T, torch.nn.Module> module)
    {
        TorchRuntime.EnsureLoaded();
        using var scope = torch.NewDisposeScope();
        T network = create();
        foreach (torch.Tensor tensor in module(network).state_dict().Values)
        {
            tensor.DetachFromDisposeScope();
        }

        return network;
    }
}
