using TorchSharp;

namespace Gan.Core;

/// <summary>Everything that training changes: with the options and the data set it is enough to go on exactly as if nothing had happened.</summary>
/// <param name="Position">How far the run has come.</param>
/// <param name="History">What its ticks saw, the oldest first.</param>
/// <param name="Tensors">
/// By name: both networks' weights and buffers (<c>generator.…</c>, <c>discriminator.…</c>), both optimizers' moments and step counts
/// (<c>generator_optimizer.…</c>, <c>discriminator_optimizer.…</c>), and the losses of the tick under way (<c>tick.sums</c>). Random
/// generators have no state of their own: every draw is a function of the seed and the position. Whoever the state comes from owns the
/// tensors; those of <see cref="GanTrainer.CaptureState"/> are the live ones and change with the next step.
/// </param>
public sealed record TrainingState(
    TrainingPosition Position,
    IReadOnlyList<HistoryEntry> History,
    IReadOnlyDictionary<string, torch.Tensor> Tensors);
