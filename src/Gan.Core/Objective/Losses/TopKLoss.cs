using TorchSharp;

namespace Gan.Core;

/// <summary>Another loss, which in the generator's turn is given only the pictures that the discriminator believes in most.</summary>
/// <param name="Inner">The loss.</param>
/// <param name="Share">The share that counts at last, in (0, 1].</param>
/// <param name="Schedule">How far the share has come from 1 to the last one.</param>
internal sealed record TopKLoss(IAdversarialLoss Inner, double Share, Schedule Schedule) : IAdversarialLoss
{
    public string Name => PartName.Of("top-k", ("of", Inner.Name), ("share", Share), ("schedule", Schedule));

    public torch.Tensor Discriminator(JudgedBatch batch) => Inner.Discriminator(batch);

    public torch.Tensor Generator(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor logits = batch.FakeLogits;
        int all = (int)logits.size(0);
        int count = Count(all, batch.Position);
        if (count == all)
        {
            return Inner.Generator(batch).MoveToOuterDisposeScope();
        }

        (_, torch.Tensor places) = logits.detach().topk(count);
        using JudgedBatch best = batch.Select(places);
        return Inner.Generator(best).MoveToOuterDisposeScope();
    }

    /// <summary>How many pictures of a batch count, at least 1.</summary>
    internal int Count(int pictures, StepPosition position)
    {
        double way = Math.Min(1, Schedule.At(position));
        double share = 1 - ((1 - Share) * way);
        return Math.Clamp((int)Math.Round(pictures * share, MidpointRounding.AwayFromZero), 1, pictures);
    }
}
