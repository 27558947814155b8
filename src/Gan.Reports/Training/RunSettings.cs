using System.Globalization;

namespace Gan.Reports;

/// <summary>The settings of a run that a reader asks for, in words.</summary>
internal static class RunSettings
{
    /// <summary>Names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Of(RunState run)
    {
        GanOptions options = run.Description.Options;
        TimeSpan time = ReportText.TrainingTime(run.History);
        yield return ("data set", Invariant(
            $"{run.Description.Dataset.Name}: {run.Description.Dataset.Count} pictures of {run.Description.Dataset.Shape}"));
        yield return ("networks", $"{run.Description.GeneratorType} against {run.Description.DiscriminatorType}");
        yield return ("loss", run.Description.Loss);
        yield return ("penalties", List(run.Description.Penalties));
        yield return ("augmentations", List(options.HorizontalFlip ? [.. run.Description.Augmentations, "real pictures flipped"] : run.Description.Augmentations));
        yield return ("learning rates", Invariant(
            $"generator {options.GeneratorOptimizer.LearningRate}, discriminator {options.DiscriminatorOptimizer.LearningRate}"));
        yield return ("Adam's β1, β2", Invariant(
            $"generator {options.GeneratorOptimizer.Beta1}, {options.GeneratorOptimizer.Beta2}; discriminator {options.DiscriminatorOptimizer.Beta1}, {options.DiscriminatorOptimizer.Beta2}"));
        yield return ("batch", Invariant($"{options.BatchSize}, {ReportText.Count(options.DiscriminatorSteps, "discriminator step")} for each of the generator"));
        yield return ("average of the generator", options.Averaging is { } average ? Invariant($"half-life of {average.HalfLife} pictures") : "none");
        yield return ("seed", Invariant($"{options.Seed}"));
        yield return ("done", Invariant(
            $"{run.Position.Epoch} of {ReportText.Count(options.Epochs, "epoch")}, {ReportText.Count(run.Position.Step, "step")}, {ReportText.Count(run.Position.Images, "real picture")}"));
        yield return ("training time", time > TimeSpan.Zero
            ? Invariant($"{ReportText.Time(time)}, {ReportText.Number(run.History[^1].Images / time.TotalSeconds)} images a second")
            : "less than a tick");
        yield return ("where", Invariant(
            $"{run.Description.Environment.Device}, {run.Description.Environment.Precision}, {ReportText.Count(run.Description.Environment.Threads, "thread")}, {run.Description.Environment.Platform}; Gan.Core {run.Description.Environment.GanCore}, TorchSharp {run.Description.Environment.TorchSharp}"));
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
