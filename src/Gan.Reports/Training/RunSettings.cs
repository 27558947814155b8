using System.Globalization;
using Gan.Core.ModelFiles;

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
        yield return ("augmentations", List(options.HorizontalFlip
            ? [.. run.Description.Augmentations, "real pictures flipped"]
            : run.Description.Augmentations));
        yield return ("learning rates", Invariant(
            $"generator {options.GeneratorOptimizer.LearningRate}, discriminator {options.DiscriminatorOptimizer.LearningRate}"));
        (AdamOptions generator, AdamOptions discriminator) = (options.GeneratorOptimizer, options.DiscriminatorOptimizer);
        yield return ("Adam's β1, β2", Invariant(
            $"generator {generator.Beta1}, {generator.Beta2}; discriminator {discriminator.Beta1}, {discriminator.Beta2}"));
        yield return ("batch", Invariant(
            $"{options.BatchSize}, {ReportText.Count(options.DiscriminatorSteps, "discriminator step")} for each of the generator"));
        yield return ("average of the generator", options.Averaging is { } average
            ? Invariant($"half-life of {average.HalfLife} pictures")
            : "none");
        yield return ("seed", Invariant($"{options.Seed}"));
        TrainingPosition position = run.Position;
        string steps = ReportText.Count(position.Step, "step"), images = ReportText.Count(position.Images, "real picture");
        yield return ("done", $"{RunLength.Of(run)}, {steps}, {images}");
        yield return ("training time", time > TimeSpan.Zero
            ? Invariant($"{ReportText.Time(time)}, {ReportText.Number(run.History[^1].Images / time.TotalSeconds)} images a second")
            : "less than a tick");
        RunEnvironment environment = run.Description.Environment;
        string threads = ReportText.Count(environment.Threads, "thread");
        string versions = $"Gan.Core {environment.GanCore}, TorchSharp {environment.TorchSharp}";
        yield return ("where", Invariant(
            $"{environment.Device}, {environment.Precision}, {threads}, {environment.Platform}; {versions}"));
    }

    private static string List(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
