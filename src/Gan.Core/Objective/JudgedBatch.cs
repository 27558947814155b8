using TorchSharp;

namespace Gan.Core;

/// <summary>
/// What the discriminator is shown in one turn, and what it says of it: all that a loss or a penalty needs. In the discriminator's turn the
/// generated pictures have no gradient; in the generator's turn they have, and the discriminator's weights have none.
/// </summary>
/// <remarks>The batch owns its logits and disposes them; the pictures are its maker's.</remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class JudgedBatch : IDisposable
{
    private readonly Func<torch.Tensor, torch.Tensor> _judge;
    private readonly JudgedBatch? _whole;
    private readonly torch.Tensor? _places;
    private torch.Tensor? _realLogits;
    private torch.Tensor? _fakeLogits;

    /// <summary>Puts a batch together; nothing is judged before it is asked for.</summary>
    /// <param name="realImages">float [N, channels, height, width] in [−1, 1].</param>
    /// <param name="fakeImages">float [N, channels, height, width] in [−1, 1].</param>
    /// <param name="judge">Gives float [N] logits for pictures [N, channels, height, width], as a tensor of the caller's.</param>
    /// <param name="labels">int64 [N]: the classes of both the real and the generated pictures; null when there are none.</param>
    public JudgedBatch(
        torch.Tensor realImages, torch.Tensor fakeImages, Func<torch.Tensor, torch.Tensor> judge, torch.Tensor? labels = null)
    {
        RealImages = realImages;
        FakeImages = fakeImages;
        Labels = labels;
        _judge = judge;
    }

    private JudgedBatch(JudgedBatch whole, torch.Tensor places)
        : this(
            whole.RealImages.index_select(0, places),
            whole.FakeImages.index_select(0, places),
            whole.JudgeSelected,
            whole.Labels?.index_select(0, places))
    {
        (_whole, _places) = (whole, places);
        Position = whole.Position;
    }

    /// <summary>
    /// Real pictures, before augmentation: float [N, channels, height, width] in [−1, 1]. They require gradients when a penalty of this
    /// turn <see cref="IPenalty.NeedsImageGradients"/>.
    /// </summary>
    public torch.Tensor RealImages { get; }

    /// <summary>Generated pictures, as <see cref="RealImages"/>.</summary>
    public torch.Tensor FakeImages { get; }

    /// <summary>The classes of both: int64 [N]; null when the networks are not conditional.</summary>
    public torch.Tensor? Labels { get; }

    /// <summary>Where in its run the turn is.</summary>
    /// <value>The default value is the start of the run.</value>
    public StepPosition Position { get; init; }

    /// <summary>
    /// Whether the real and the generated pictures pass the discriminator together, as one batch: once instead of twice, and with batch
    /// statistics over both.
    /// </summary>
    /// <value>The default value is <see langword="false"/>.</value>
    public bool Joined { get; init; }

    /// <summary>
    /// What the discriminator says of the real pictures: float [N], before any sigmoid. In the generator's turn they are computed when they
    /// are first asked for, which costs a pass through the discriminator: a loss that does not look saves it.
    /// </summary>
    public torch.Tensor RealLogits => _realLogits ?? JudgeReal();

    /// <summary>What the discriminator says of the generated pictures: float [N], before any sigmoid.</summary>
    public torch.Tensor FakeLogits => _fakeLogits ?? JudgeFake();

    /// <summary>Asks the discriminator about other pictures, augmented as those of the batch are.</summary>
    /// <param name="images">
    /// float [N, channels, height, width] in [−1, 1], or several such batches one after the other; the classes of each are
    /// <see cref="Labels"/>.
    /// </param>
    /// <returns>float [N] logits. The caller disposes them.</returns>
    public torch.Tensor Judge(torch.Tensor images) => _judge(images);

    /// <summary>The pictures at some places of the batch, with the logits that they have in it: nothing is judged again.</summary>
    /// <param name="places">int64 [K]; kept as long as the part is.</param>
    /// <returns>The part. The caller disposes it, before this batch; its pictures are in the current scope.</returns>
    internal JudgedBatch Select(torch.Tensor places) => new(this, places);

    /// <summary>Disposes the logits.</summary>
    public void Dispose()
    {
        _realLogits?.Dispose();
        _fakeLogits?.Dispose();
    }

    private torch.Tensor JudgeReal()
    {
        if (Joined)
        {
            JudgeBoth();
        }

        return _realLogits ??= (_whole?.RealLogits.index_select(0, _places!) ?? Judge(RealImages)).DetachFromDisposeScope();
    }

    private torch.Tensor JudgeFake()
    {
        if (Joined)
        {
            JudgeBoth();
        }

        return _fakeLogits ??= (_whole?.FakeLogits.index_select(0, _places!) ?? Judge(FakeImages)).DetachFromDisposeScope();
    }

    /// <summary>The judge goes by the classes of the whole batch.</summary>
    private torch.Tensor JudgeSelected(torch.Tensor images) => Labels is null
        ? _judge(images)
        : throw new InvalidOperationException(
            "A part of a batch with classes cannot have other pictures judged, since the classes are those of the whole.");

    private void JudgeBoth()
    {
        using var scope = torch.NewDisposeScope();
        long count = RealImages.shape[0];
        torch.Tensor logits = Judge(torch.cat([RealImages, FakeImages]));
        _realLogits = logits.narrow(0, 0, count).DetachFromDisposeScope();
        _fakeLogits = logits.narrow(0, count, FakeImages.shape[0]).DetachFromDisposeScope();
    }
}
