using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// One training step: the discriminator's turn (or several) on a real and a generated batch, the generator's turn on the discriminator's view
/// of the last generated batch, and the average. The two batches pass the discriminator apart, since each has its own batch statistics, and
/// both networks stay in the mode that they are in.
/// </summary>
internal sealed class AdversarialStep
{
    private readonly TrainingRun _run;
    private readonly Objective _objective;
    private readonly DiscriminatorEye _eye;
    private readonly FrozenWeights _discriminatorWeights;
    private readonly torch.ScalarType _type;
    private readonly int _turns;

    public AdversarialStep(TrainingRun run, Objective objective, torch.ScalarType type, int turns)
    {
        _run = run;
        _objective = objective;
        _eye = new DiscriminatorEye(run.Discriminator, objective.Augmentations, type);
        _discriminatorWeights = new FrozenWeights(run.DiscriminatorOptimizer.Weights);
        _type = type;
        _turns = turns;
    }

    /// <summary>Takes the step; nothing in it waits for the device.</summary>
    /// <param name="real">float [turns × N, channels, height, width] in [−1, 1].</param>
    /// <param name="labels">int64 [turns × N]: the classes of both the real and the generated pictures; null when there are none.</param>
    /// <param name="latent">float [turns × N, latent size].</param>
    /// <returns>float32 <see cref="TrainingSums"/> on the device. The caller disposes it.</returns>
    public torch.Tensor Take(torch.Tensor real, torch.Tensor? labels, torch.Tensor latent)
    {
        using var scope = torch.NewDisposeScope();
        using var withGradient = torch.enable_grad();
        for (int turn = 0; turn < _turns - 1; turn++)
        {
            torch.Tensor? classes = Share(labels, turn);
            torch.Tensor unlearnt = Generate(Share(latent, turn)!, classes, learns: false);
            DiscriminatorTurn(Share(real, turn)!, unlearnt, classes, turn);
        }

        (real, labels, latent) = (Share(real, _turns - 1)!, Share(labels, _turns - 1), Share(latent, _turns - 1)!);
        torch.Tensor fake = Generate(latent, labels, learns: true);
        (torch.Tensor discriminatorLoss, torch.Tensor realScore, torch.Tensor fakeScore) = DiscriminatorTurn(real, fake, labels, _turns - 1);
        torch.Tensor generatorLoss = GeneratorTurn(real, fake, labels);

        int images = _turns * (int)real.size(0);
        _run.Average?.Update(_run.Position.Images + images, images);
        return torch.stack([discriminatorLoss.detach(), generatorLoss.detach(), realScore, fakeScore])
            .to(torch.ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels, bool learns)
    {
        using IDisposable? noGradient = learns ? null : torch.no_grad();
        return _run.Generator.Generate(latent.to_type(_type), labels);
    }

    private (torch.Tensor Loss, torch.Tensor RealScore, torch.Tensor FakeScore) DiscriminatorTurn(
        torch.Tensor real, torch.Tensor fake, torch.Tensor? labels, int turn)
    {
        long step = (_run.Position.Step * _turns) + turn;
        IPenalty[] penalties = [.. _objective.Penalties.Where(penalty => step % penalty.Interval == 0)];
        bool needsGradients = penalties.Any(penalty => penalty.NeedsImageGradients);
        using JudgedBatch batch = new(Shown(real, needsGradients), Shown(fake, needsGradients), images => _eye.Judge(images, labels), labels)
        {
            ImagesBefore = _run.Position.Images + (turn * real.size(0)),
        };
        (torch.Tensor realLogits, torch.Tensor fakeLogits) = (batch.RealLogits, batch.FakeLogits);

        torch.Tensor loss = _objective.Loss.Discriminator(batch);
        torch.Tensor total = loss;
        foreach (IPenalty penalty in penalties)
        {
            total = total.add(penalty.Compute(batch).mul(penalty.Interval));
        }

        total.backward();
        BackwardFailure.ThrowIfAny();
        _run.DiscriminatorOptimizer.Step();
        using var noGradient = torch.no_grad();
        foreach (IAugmentation augmentation in _objective.Augmentations)
        {
            augmentation.Observe(batch);
        }

        return (loss, realLogits.sigmoid().mean(), fakeLogits.sigmoid().mean());
    }

    private torch.Tensor GeneratorTurn(torch.Tensor real, torch.Tensor fake, torch.Tensor? labels)
    {
        torch.Tensor loss;
        using (_discriminatorWeights.Freeze())
        {
            using JudgedBatch batch = new(real, fake, images => _eye.Judge(images, labels), labels) { ImagesBefore = _run.Position.Images };
            loss = _objective.Loss.Generator(batch);
            loss.backward();
            BackwardFailure.ThrowIfAny();
        }

        _run.GeneratorOptimizer.Step();
        return loss;
    }

    private static torch.Tensor Shown(torch.Tensor images, bool needsGradients) => images.detach().requires_grad_(needsGradients);

    /// <summary>What one turn is given.</summary>
    private torch.Tensor? Share(torch.Tensor? all, int turn)
    {
        if (all is null || _turns == 1)
        {
            return all;
        }

        long count = all.size(0) / _turns;
        return all.narrow(0, turn * count, count);
    }
}
