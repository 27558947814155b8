using Gan.Core.ModelFiles;
using Gan.Evaluation;
using Gan.Imaging;

namespace Gan.Reports;

/// <summary>Brings trials to rungs: trains their runs on, and measures the generators that they have there.</summary>
/// <param name="options">How.</param>
/// <param name="create">Gives a trial's builder.</param>
/// <param name="dataset">What is learnt.</param>
/// <param name="evaluator">What measures.</param>
/// <param name="tell">Told of each step.</param>
/// <param name="cancellation">Ends the work in order.</param>
internal sealed class TrialRunner(
    SearchOptions options,
    Func<SearchTrial, GanBuilder> create,
    IImageDataset dataset,
    Evaluator evaluator,
    Action<SearchProgress> tell,
    CancellationToken cancellation)
{
    /// <summary>Brings a trial to a rung.</summary>
    /// <param name="before">How far it came.</param>
    /// <param name="at">The rung, and the trial's place in it.</param>
    /// <returns>How far it came now: with one score more, or with a problem.</returns>
    public TrialResult Advance(TrialResult before, SearchProgress at)
    {
        SearchTrial trial = before.Trial;
        List<double> values = [];
        long images = 0;
        string? problem = null;
        foreach (long seed in trial.Seeds)
        {
            try
            {
                (images, double value) = Advance(trial, at with { Seed = seed });
                values.Add(value);
                problem = double.IsFinite(value) ? null : $"the {options.Metric.Words} of its pictures is no finite number.";
            }
            catch (Exception failure) when (failure is TrainingDivergedException or EvaluationException)
            {
                problem = failure.Message;
            }

            if (problem is not null)
            {
                problem = FormattableString.Invariant($"seed {seed}, on the way to epoch {at.Epochs}: {problem}");
                break;
            }
        }

        return before with
        {
            Scores = problem is null ? [.. before.Scores, new RungScore(at.Epochs, images, values.Average(), values)] : before.Scores,
            TrainingTime = trial.Seeds.Aggregate(TimeSpan.Zero, (sum, seed) => sum + TimeOf(trial.FolderOf(options.Folder, seed))),
            Problem = problem,
        };
    }

    private (long Images, double Value) Advance(SearchTrial trial, SearchProgress at)
    {
        tell(at);
        RunFolder folder = trial.FolderOf(options.Folder, at.Seed);
        GanBuilder builder = create(trial).WithSeed(at.Seed);
        TrainingResult trained = Train(builder, folder, at);
        if (trained.Epochs != at.Epochs)
        {
            string had = $"the run in '{folder.Root}' has {ReportText.Count(trained.Epochs, "epoch")}";
            throw new GanConfigurationException("The search", [trained.Epochs < at.Epochs
                ? $"{had}, fewer than the rung's {at.Epochs}: {trained.StopReason} Leave out of the builder what ends runs early."
                : $"{had}, and is wanted after {at.Epochs}, since '{GanSearch.ResultsFile}' does not know its result. Remove the run's "
                    + "folder, or name another folder for the search."]);
        }

        using GanGenerator generator = GanGenerator.Load(folder.Generator, builder.Device);
        RelayedProgress<EvaluationProgress> stages = new(stage => tell(at with { Evaluation = stage }));
        EvaluationResult measured = evaluator.Evaluate(generator, stages, cancellation);
        return (trained.Images, options.Metric.Read(measured) ?? double.NaN);
    }

    private TrainingResult Train(GanBuilder builder, RunFolder folder, SearchProgress at)
    {
        using GanTrainer trainer = builder
            .SaveTo(folder.Root, new SaveOptions { Resume = ResumeMode.Auto })
            .WithPictures(options.Epochs)
            .ObserveOnce(new RungStop(at.Epochs))
            .Build();
        return trainer.Train(dataset, new RelayedProgress<TrainingProgress>(tick => tell(at with { Training = tick })), cancellation);
    }

    private static TimeSpan TimeOf(RunFolder folder) =>
        File.Exists(folder.History) ? ReportText.TrainingTime(HistoryFile.Read(folder.History)) : TimeSpan.Zero;
}
