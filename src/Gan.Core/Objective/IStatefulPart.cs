using TorchSharp;

namespace Gan.Core;

/// <summary>
/// A penalty or an augmentation that carries numbers from step to step, such as a moving average. They are part of checkpoints and of the
/// states that a run returns to. Give the builder a function that makes it, since each trainer needs one of its own.
/// </summary>
public interface IStatefulPart : IObjectivePart, IDisposable
{
    /// <summary>The live numbers by name, always the same names, shapes and tensors once <see cref="MoveTo"/> was called.</summary>
    IReadOnlyDictionary<string, torch.Tensor> State { get; }

    /// <summary>Called once, before the first step.</summary>
    /// <param name="device">Where the numbers belong.</param>
    void MoveTo(torch.Device device);
}
