using System.Runtime.CompilerServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Says which networks are in training on which thread. Sampling switches a network to inference mode for a moment; were it to happen in
/// the middle of a step on another thread, the step would train other weights than it should.
/// </summary>
internal sealed class TrainingLease : IDisposable
{
    private static readonly ConditionalWeakTable<torch.nn.Module, TrainingLease> Taken = [];

    private readonly IReadOnlyList<torch.nn.Module> _modules;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Takes the networks for the calling thread.</summary>
    /// <exception cref="InvalidOperationException">Another trainer trains one of them.</exception>
    public TrainingLease(IReadOnlyList<torch.nn.Module> modules)
    {
        List<torch.nn.Module> taken = [];
        foreach (torch.nn.Module module in modules)
        {
            if (!Taken.TryAdd(module, this))
            {
                Release(taken);
                throw new InvalidOperationException("Another trainer is training one of these networks: wait for it, or give each its own.");
            }

            taken.Add(module);
        }

        _modules = modules;
    }

    /// <summary>Whether no other thread is training a network.</summary>
    public static bool IsFree(torch.nn.Module module) =>
        !Taken.TryGetValue(module, out TrainingLease? lease) || lease._thread == Environment.CurrentManagedThreadId;

    /// <summary>Refuses a network that another thread is training.</summary>
    /// <exception cref="InvalidOperationException">It is being trained.</exception>
    public static void RequireFree(torch.nn.Module module)
    {
        if (!IsFree(module))
        {
            throw new InvalidOperationException(
                "This network is being trained on another thread. Take samples in an observer (ITrainingObserver), which is called between two "
                + "steps, or when training has ended.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Release(_modules);

    private static void Release(IReadOnlyList<torch.nn.Module> modules)
    {
        foreach (torch.nn.Module module in modules)
        {
            Taken.Remove(module);
        }
    }
}
