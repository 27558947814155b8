using System.Globalization;
using Gan.Core;
using Gan.Evaluation;
using Gan.Reports;
using Spectre.Console;

namespace DogGan.Output;

/// <summary>Shows a run while it trains: a live bar on a terminal, plain lines elsewhere.</summary>
internal static class TrainingDisplay
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    /// <summary>Trains and shows it.</summary>
    public static TrainingResult Train(GanTrainer trainer, IImageDataset dataset, CancellationToken cancellationToken) =>
        IsLive
            ? TrainLive(trainer, dataset, cancellationToken)
            : trainer.Train(dataset, new Plain(), cancellationToken);

    /// <summary>Compares and shows it.</summary>
    public static ComparisonResult Compare(Func<IProgress<ComparisonProgress>, ComparisonResult> compare) =>
        IsLive
            ? Live((show, training) => compare(new ComparisonLines(AnsiConsole.WriteLine, training, show)))
            : compare(new ComparisonLines(Console.WriteLine, new Plain(), Console.WriteLine));

    /// <summary>Searches and shows it.</summary>
    public static SearchResult Search(EvaluationMetric metric, Func<IProgress<SearchProgress>, SearchResult> search) =>
        IsLive
            ? Live((show, training) => search(new SearchLines(metric, AnsiConsole.WriteLine, training, show)))
            : search(new SearchLines(metric, Console.WriteLine, new Plain(), show: null));

    private static T Live<T>(Func<Action<string>, IProgress<TrainingProgress>, T> work) =>
        AnsiConsole.Progress().Columns(Columns()).Start(context =>
        {
            ProgressTask task = context.AddTask("starting");
            return work(stage => task.Description = Markup.Escape(stage), new LiveBar(task));
        });

    private static bool IsLive => AnsiConsole.Profile.Capabilities.Interactive && !Console.IsOutputRedirected;

    private static ProgressColumn[] Columns() =>
        [new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn()];

    private static TrainingResult TrainLive(GanTrainer trainer, IImageDataset dataset, CancellationToken cancellationToken) =>
        AnsiConsole.Progress()
            .Columns(Columns())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("starting");
                foreach (MeasurementLines lines in trainer.Observers.OfType<MeasurementLines>())
                {
                    lines.Say = AnsiConsole.WriteLine;
                    lines.Show = stage => task.Description = Markup.Escape(stage);
                }

                return trainer.Train(dataset, new LiveBar(task), cancellationToken);
            });

    private static string Describe(TrainingProgress progress) => string.Create(
        CultureInfo.InvariantCulture,
        $"epoch {progress.Epoch}/{progress.Epochs}  D loss {progress.DiscriminatorLoss:F3}  G loss {progress.GeneratorLoss:F3}  D(x) {progress.RealScore:F2}  D(G(z)) {progress.FakeScore:F2}  {progress.ImagesPerSecond:F0} images/s  {Time(progress.Remaining)} left");

    /// <summary>Hours, minutes and seconds; a day is 24 hours.</summary>
    public static string Time(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
        : time.ToString("m\\:ss", CultureInfo.InvariantCulture);

    private sealed class LiveBar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.MaxValue = value.TotalSteps;
            task.Value = value.Step;
            task.Description = Markup.Escape(Describe(value));
        }
    }

    private sealed class Plain : IProgress<TrainingProgress>
    {
        private TimeSpan _next;
        private TimeSpan _last;

        public void Report(TrainingProgress value)
        {
            // Another run begins where its clock is behind.
            if (value.Elapsed < _last)
            {
                _next = TimeSpan.Zero;
            }

            _last = value.Elapsed;
            if (value.Elapsed >= _next || value.Step == value.TotalSteps)
            {
                _next = value.Elapsed + LineInterval;
                Console.WriteLine(Describe(value));
            }
        }
    }
}
