using System.Globalization;
using DogGan.Output;
using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Evaluation;
using Gan.Imaging;

namespace DogGan.Commands;

/// <summary>One training run from a builder to its folder, with all that is said on the console about it.</summary>
internal static class TrainingRun
{
    /// <summary>
    /// Checks everything that can be checked without data, loads it, trains, and says where the results are. Loading may add observers
    /// that need the data; <paramref name="goOn"/> tells how a run that was cancelled goes on.
    /// </summary>
    public static async Task<TrainingResult> RunAsync(
        GanBuilder builder,
        Func<CancellationToken, Task<IImageDataset>> load,
        string folder,
        SaveOptions save,
        int picturesEvery,
        string goOn,
        CancellationToken cancellationToken)
    {
        RunRecorder recorder = new(folder, save);
        string[] problems = [.. builder.Validate(), .. recorder.ValidateFolder()];
        if (problems.Length > 0)
        {
            throw new GanConfigurationException("The training run", problems);
        }

        builder.WithLogger(new ConsoleWarnings());
        builder.Build().Dispose();
        IImageDataset dataset = await load(cancellationToken);
        using GanTrainer trainer = builder.Observe(recorder).WithPictures(picturesEvery).Build();
        Console.WriteLine($"Device: {trainer.Device}. Run folder: {recorder.Folder.Root}");
        try
        {
            TrainingResult result = TrainingDisplay.Train(trainer, dataset, cancellationToken);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Done: {result.Epochs} epochs, {result.Steps} steps in {TrainingDisplay.Time(result.Elapsed)}."));
            if (result.StopReason is { } reason)
            {
                Console.WriteLine($"Stopped early: {reason}");
            }

            // A run that was not measured can still be judged by its scores.
            foreach (string verdict in result.Remarks.Union(Verdicts.Of(result.History, []).Select(verdict => verdict.Text)))
            {
                Console.WriteLine($"Verdict: {verdict}");
            }

            Announce(recorder.Folder);
            return result;
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"Cancelled and saved at step {trainer.Position.Step}. {goOn}");
            throw;
        }
    }

    private static void Announce(RunFolder folder)
    {
        foreach ((string what, string path) in new[]
        {
            ("samples", folder.Samples),
            ("losses", folder.LossPlot),
            ("history", folder.History),
            ("generator", folder.Generator),
            ("best", folder.BestGenerator),
            ("metrics", folder.Evaluations),
            ("scalars", folder.TensorBoard),
        }.Where(result => Path.Exists(result.Item2)))
        {
            Console.WriteLine($"  {what,-10} {path}");
        }
    }
}
