using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// One training step: the discriminator's turn (or several) on a real and a generated batch, the generator's turn on the discriminator's
/// view of the last generated batch, and the average. The two batches pass the discriminator apart, since each has its own batch
/// statistics, unless they are to be joined; both networks stay in the mode that they are in.
/// </summary>
internal sealed class AdversarialStep
{
    private readonly TrainingRun _run;
    private readonly Objective _objective;
    private readonly GanOptions _options;
    private readonly DiscriminatorEye _eye;
    private readonly FrozenWeights _discriminatorWeights;
    private readonly SpectralNorm[] _generatorNorms;
    private readonly SpectralNorm[] _discriminatorNorms;
    private readonly torch.ScalarType _type;

    public AdversarialStep(TrainingRun run, Objective objective, GanOptions options, torch.ScalarType type)
    {
        _run = run;
        _objective = objective;
        _options = options;
        _eye = new DiscriminatorEye(run.Discriminator, objective.Augmentations, type);
        _discriminatorWeights = new FrozenWeights(run.DiscriminatorOptimizer.Weights);
        _generatorNorms = SpectralNorm.Of(run.Generator.Network);
        _discriminatorNorms = SpectralNorm.Of(run.Discriminator.Network);
        _type = type;
    }

    /// <summary>Takes the step; nothing in it waits for the device.</summary>
    /// <param name="input">What all its turns are given.</param>
    /// <param name="position">Where in its run it is.</param>
    /// <returns>float32 <see cref="TrainingSums"/> on the device. The caller disposes it.</returns>
    public torch.Tensor Take(StepInput input, StepPosition position)
    {
        using var scope = torch.NewDisposeScope();
        using var withGradient = torch.enable_grad();
        _run.GeneratorOptimizer.Follow(position);
        _run.DiscriminatorOptimizer.Follow(position);
        int turns = _options.DiscriminatorSteps;
        for (int turn = 0; turn < turns - 1; turn++)
        {
            DiscriminatorTurn(input.Part(turn, turns), fake: null, position, turn);
        }

        StepInput last = input.Part(turns - 1, turns);
        // The generator learns from the pictures that the discriminator was just shown; parts are too many to be kept.
        torch.Tensor? fake = _options.GradientParts == 1 ? Generate(last, learns: true) : null;
        torch.Tensor seen = DiscriminatorTurn(last, fake, position, turns - 1);
        torch.Tensor generatorLoss = GeneratorTurn(last, fake, position);
        _run.Average?.Update(position, (int)input.Real.size(0));
        return torch.cat([seen.narrow(0, 0, 1), generatorLoss.view(1), seen.narrow(0, 1, 2)])
            .to(torch.ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private torch.Tensor Generate(StepInput input, bool learns)
    {
        using IDisposable? noGradient = learns ? null : torch.no_grad();
        return _run.Generator.Generate(input.Latent.to_type(_type), input.Labels);
    }

    /// <summary>Trains the discriminator once.</summary>
    /// <returns>[3]: its loss, and the mean scores of real and of generated pictures.</returns>
    private torch.Tensor DiscriminatorTurn(StepInput input, torch.Tensor? fake, StepPosition position, int turn)
    {
        SpectralNorm.Advance(_discriminatorNorms);
        StepPosition here = position with { Images = position.Images + (turn * input.Real.size(0)) };
        IPenalty[] due = [.. _objective.Penalties.Where(
            penalty => ((position.Step * _options.DiscriminatorSteps) + turn) % penalty.Interval == 0)];
        int parts = _options.GradientParts;
        List<torch.Tensor> seen = [];
        for (int part = 0; part < parts; part++)
        {
            StepInput given = input.Part(part, parts);
            seen.Add(JudgePart(given, fake ?? Generate(given, learns: false), here, due, parts));
        }

        _run.DiscriminatorOptimizer.Step();
        return parts == 1 ? seen[0] : torch.stack(seen).mean([0]);
    }

    private torch.Tensor JudgePart(StepInput given, torch.Tensor fake, StepPosition position, IPenalty[] penalties, int parts)
    {
        bool needsGradients = penalties.Any(penalty => penalty.NeedsImageGradients);
        using JudgedBatch batch = Judged(
            given, Shown(given.Real, needsGradients), Shown(fake, needsGradients), position, joined: _options.JoinBatches);
        (torch.Tensor realLogits, torch.Tensor fakeLogits) = (batch.RealLogits, batch.FakeLogits);
        torch.Tensor loss = _objective.Loss.Discriminator(batch);
        torch.Tensor total = loss;
        foreach (IPenalty penalty in penalties)
        {
            total = total.Plus(penalty.Compute(batch).Times(penalty.Interval));
        }

        Backward(total, parts);
        using var noGradient = torch.no_grad();
        foreach (IAugmentation augmentation in _objective.Augmentations)
        {
            augmentation.Observe(batch);
        }

        return torch.stack([loss.detach(), realLogits.sigmoid().mean(), fakeLogits.sigmoid().mean()]);
    }

    /// <summary>Trains the generator once.</summary>
    /// <returns>[]: its loss.</returns>
    private torch.Tensor GeneratorTurn(StepInput input, torch.Tensor? fake, StepPosition position)
    {
        SpectralNorm.Advance(_generatorNorms);
        int parts = _options.GradientParts;
        List<torch.Tensor> losses = [];
        using (_discriminatorWeights.Freeze())
        {
            for (int part = 0; part < parts; part++)
            {
                StepInput given = input.Part(part, parts);
                using JudgedBatch batch = Judged(given, given.Real, fake ?? Generate(given, learns: true), position, joined: false);
                torch.Tensor loss = _objective.Loss.Generator(batch);
                Backward(loss, parts);
                losses.Add(loss.detach());
            }
        }

        _run.GeneratorOptimizer.Step();
        return parts == 1 ? losses[0] : torch.stack(losses).mean();
    }

    private JudgedBatch Judged(StepInput given, torch.Tensor real, torch.Tensor fake, StepPosition position, bool joined) =>
        new(real, fake, images => _eye.Judge(images, given.Labels, position), given.Labels) { Position = position, Joined = joined };

    private static void Backward(torch.Tensor loss, int parts)
    {
        (parts == 1 ? loss : loss.Times(1.0 / parts)).backward();
        BackwardFailure.ThrowIfAny();
    }

    private static torch.Tensor Shown(torch.Tensor images, bool needsGradients) => images.detach().requires_grad_(needsGradients);
}
