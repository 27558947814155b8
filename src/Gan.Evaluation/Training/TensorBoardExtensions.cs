using Gan.Evaluation;

namespace Gan.Core;

/// <summary>Watching a run in TensorBoard.</summary>
public static class TensorBoardExtensions
{
    /// <summary>
    /// Writes the losses, D(x), D(G(z)), images a second and what <see cref="EvaluationExtensions.WithEvaluation"/> measures as scalars for
    /// TensorBoard: <c>tensorboard --logdir FOLDER</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">
    /// Receives the event file; null for <c>tensorboard</c> in the folder given to <see cref="SaveExtensions.SaveTo"/>. The default value
    /// is null. Give each run its own: a run that is resumed replaces the event files that this library has written there.
    /// </param>
    /// <returns>The builder.</returns>
    public static GanBuilder WithTensorBoard(this GanBuilder builder, string? folder = null) =>
        builder.Observe(new TensorBoardObserver(folder));
}
