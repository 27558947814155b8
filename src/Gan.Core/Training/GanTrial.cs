using System.Runtime.InteropServices;
using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Tries networks and objective on each other before a run, so that a wrong shape shows at once and not after the data has loaded.
/// Nothing is left changed: networks are in inference mode meanwhile, and the numbers of stateful parts are put back.
/// </summary>
internal sealed class GanTrial
{
    private const int Count = 2;
    private readonly TrainerParts _parts;
    private readonly torch.ScalarType _type;
    private readonly string _numbers;
    private readonly long[] _expected;

    private GanTrial(TrainerParts parts)
    {
        _parts = parts;
        _type = PrecisionChoice.DataType(parts.Precision);
        _numbers = parts.Precision == Precision.Float32
            ? ""
            : $" in {parts.Precision} (a network of your own must follow the type of its input; Precision.Float32 asks nothing of it)";
        ImageShape shape = parts.Generator.ImageShape;
        _expected = [Count, shape.Channels, shape.Height, shape.Width];
    }

    /// <summary>Tries them.</summary>
    /// <returns>A sentence for each problem; empty when all fits.</returns>
    public static IReadOnlyList<string> Run(TrainerParts parts)
    {
        string[] misfits = [.. Misfits(parts)];
        if (misfits.Length > 0)
        {
            return misfits;
        }

        using GlobalGeneratorScope callersDraws = new();
        using var scope = torch.NewDisposeScope();
        return new GanTrial(parts).Try();
    }

    private static IEnumerable<string> Misfits(TrainerParts parts)
    {
        (IGenerator generator, IDiscriminator discriminator) = (parts.Generator, parts.Discriminator);
        if (generator.ImageShape != discriminator.ImageShape)
        {
            yield return $"the generator makes {generator.ImageShape} pictures and the discriminator judges {discriminator.ImageShape}: set the same ImageShape on both.";
        }

        if (generator.ClassCount != discriminator.ClassCount)
        {
            yield return $"the generator has {generator.ClassCount} classes and the discriminator {discriminator.ClassCount}: both need the same number.";
        }

        string?[] unknown = [ArchitectureCatalog.GeneratorList.Problem(generator.Options), ArchitectureCatalog.DiscriminatorList.Problem(discriminator.Options)];
        foreach (string problem in unknown.OfType<string>())
        {
            yield return problem;
        }

        if (ReferenceEquals(generator, parts.AveragedGenerator))
        {
            yield return "the function that makes the generator gave the same one twice: averaging needs a second one of the same make.";
        }

        foreach ((string name, torch.nn.Module network) in new[] { ("generator", generator.Network), ("discriminator", discriminator.Network) })
        {
            if (!network.parameters().Any(weight => weight.requires_grad))
            {
                yield return $"the {name} has no weight that is trained: set requires_grad on some, and register the module's components.";
            }
        }

        foreach (IPenalty penalty in parts.Objective.Penalties.Where(penalty => penalty.Interval < 1))
        {
            yield return $"the penalty {penalty.Name} is added every {penalty.Interval} steps; it must be at least 1.";
        }

        foreach (string problem in ObjectiveChecks.Misfits(parts.Objective, discriminator))
        {
            yield return problem;
        }
    }

    private List<string> Try()
    {
        torch.Tensor? images = TryGenerator(out string? problem);
        return images is null ? [problem!]
            : TryDiscriminator(images) is { } refused ? [refused]
            : TryObjective(images);
    }

    private torch.Tensor? TryGenerator(out string? problem)
    {
        using var noGradient = torch.no_grad();
        IGenerator generator = _parts.Generator;
        torch.Device device = generator.Network.Device();
        torch.Tensor? images = Try(
            () => generator.Generate(generator.Latent.Sample(Count, seed: 0, device).to_type(_type), Labels(device)), out string? failure, generator.Network);
        problem = images is null
            ? $"the generator fails on a latent batch [{Count}, {generator.Latent.Size}]{_numbers}: {failure}"
            : !images.shape.AsSpan().SequenceEqual(_expected) || !images.is_floating_point()
                ? $"the generator returns {StateDifferences.Describe(images)} for {Count} latent vectors and should return float [{string.Join(", ", _expected)}]."
                : null;
        return problem is null ? images : null;
    }

    private string? TryDiscriminator(torch.Tensor images)
    {
        using var noGradient = torch.no_grad();
        torch.Tensor? logits = Try(() => Discriminate(images), out string? failure, _parts.Discriminator.Network);
        return logits is null
            ? $"the discriminator fails on pictures [{string.Join(", ", _expected)}]{_numbers}: {failure}"
            : logits.shape is not [Count] || !logits.is_floating_point()
                ? $"the discriminator returns {StateDifferences.Describe(logits)} for {Count} pictures and should return float [{Count}]: one logit each."
                : null;
    }

    private List<string> TryObjective(torch.Tensor images)
    {
        using var withGradient = torch.enable_grad();
        Objective objective = _parts.Objective;
        using PutBack states = new(objective);
        torch.Tensor seen = images.detach().to_type(torch.ScalarType.Float32);
        List<string> problems = [];
        foreach (IAugmentation augmentation in objective.Augmentations)
        {
            torch.Tensor? changed = Try(() => augmentation.Apply(seen, default), out string? failure);
            if (changed is null || !changed.shape.AsSpan().SequenceEqual(seen.shape))
            {
                problems.Add(changed is null
                    ? $"the augmentation {augmentation.Name} fails on pictures [{string.Join(", ", _expected)}]: {failure}"
                    : $"the augmentation {augmentation.Name} returns {StateDifferences.Describe(changed)} and should return float [{string.Join(", ", _expected)}].");
            }
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        DiscriminatorEye eye = new(_parts.Discriminator, objective.Augmentations, _type);
        torch.Tensor shown = seen.to(_parts.Discriminator.Network.Device()).requires_grad_();
        using JudgedBatch batch = new(shown, shown, pictures => eye.Judge(pictures, Labels(pictures.device), default), Labels(shown.device)) { Joined = _parts.Options.JoinBatches };
        foreach ((string what, Func<torch.Tensor> compute) in Scalars(objective, batch, _parts.Discriminator.Network))
        {
            torch.Tensor? value = Try(compute, out string? failure, _parts.Discriminator.Network);
            if (value is null || value.dim() != 0 || !value.is_floating_point())
            {
                problems.Add(value is null
                    ? $"{what} fails on {Count} pictures{_numbers}: {failure}"
                    : $"{what} is {StateDifferences.Describe(value)} and should be one number, float []: take the mean.");
            }
        }

        return problems;
    }

    private static IEnumerable<(string What, Func<torch.Tensor> Compute)> Scalars(
        Objective objective, JudgedBatch batch, torch.nn.Module discriminator)
    {
        yield return ($"the loss {objective.Loss.Name} of the discriminator", () => objective.Loss.Discriminator(batch));
        yield return ($"the loss {objective.Loss.Name} of the generator", () => objective.Loss.Generator(batch));
        torch.Tensor[] weights = [.. discriminator.parameters().Where(weight => weight.requires_grad)];
        foreach (IPenalty penalty in objective.Penalties)
        {
            yield return ($"the penalty {penalty.Name}", () => Differentiated(penalty.Compute(batch), weights));
        }
    }

    /// <summary>Second gradients are what a layer may lack, and what a penalty alone needs.</summary>
    private static torch.Tensor Differentiated(torch.Tensor penalty, torch.Tensor[] weights)
    {
        if (penalty.dim() == 0 && penalty.requires_grad)
        {
            ImageGradients.Try(penalty, weights);
            BackwardFailure.ThrowIfAny();
        }

        return penalty;
    }

    private torch.Tensor Discriminate(torch.Tensor images)
    {
        torch.Device device = _parts.Discriminator.Network.Device();
        return _parts.Discriminator.Discriminate(images.to(device).to_type(_type), Labels(device));
    }

    private torch.Tensor? Labels(torch.Device device) =>
        _parts.Generator.ClassCount > 0 ? torch.zeros(Count, torch.ScalarType.Int64, device) : null;

    private static torch.Tensor? Try(Func<torch.Tensor> run, out string? failure, torch.nn.Module? network = null)
    {
        using InferenceMode? mode = network is null ? null : new InferenceMode(network);
        try
        {
            failure = null;
            return run();
        }
        catch (Exception refused) when (refused is ExternalException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            failure = Reason(refused.Message);
            return null;
        }
    }

    /// <summary>The line that says it: TorchScript tells where it happened first.</summary>
    private static string Reason(string message)
    {
        const string Marker = "RuntimeError: ";
        string[] lines = message.Split('\n');
        return lines.LastOrDefault(line => line.StartsWith(Marker, StringComparison.Ordinal))?[Marker.Length..] ?? lines[0];
    }

    /// <summary>Puts the numbers of stateful parts back as they were.</summary>
    private sealed class PutBack : IDisposable
    {
        private readonly (torch.Tensor Live, torch.Tensor Copy)[] _numbers;

        public PutBack(Objective objective) => _numbers =
            [.. objective.Parts.OfType<IStatefulPart>().SelectMany(part => part.State.Values).Select(live => (live, live.detach().clone()))];

        public void Dispose()
        {
            using var noGradient = torch.no_grad();
            foreach ((torch.Tensor live, torch.Tensor copy) in _numbers)
            {
                live.copy_(copy);
            }
        }
    }
}
