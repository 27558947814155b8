using System.Globalization;
using Gan.Core.ModelFiles;
using Gan.Evaluation;

namespace Gan.Reports;

/// <summary>
/// Searches good values of hyper-parameters by successive halving: every trial trains to the first rung, the best of them go on to the
/// next, and so on. What is in the folder from an earlier call is gone on with: finished rungs are not trained again, and a run that was
/// interrupted goes on as if it had not been.
/// </summary>
/// <example>
/// <code>
/// GanSearch search = new(
///     GanPresets.LearningRate0003,
///     [
///         SearchParameters.GeneratorRate(SearchRange.Log(5e-5, 1e-3)),
///         SearchParameters.BatchSize(SearchRange.List(16, 32)),
///     ],
///     new SearchOptions { Trials = 10, Epochs = 30, Folder = "runs/search" });
/// SearchResult result = search.Run(dogs, heldOut, [features]);
/// SearchReport.Write("runs/search/search.html", result);
/// </code>
/// </example>
public sealed class GanSearch
{
    /// <summary>What the search is, inside its folder: its settings and its trials.</summary>
    /// <value><c>search.json</c>.</value>
    public const string ManifestFile = "search.json";

    /// <summary>What it has found so far, inside its folder: <see cref="SearchResult.ToJson"/>.</summary>
    /// <value><c>results.json</c>.</value>
    public const string ResultsFile = "results.json";

    private readonly Func<GanBuilder> _create;
    private readonly IReadOnlyList<SearchParameter> _parameters;
    private readonly SearchOptions _options;

    /// <summary>Creates a search; nothing is computed or written yet.</summary>
    /// <param name="create">
    /// Gives a new builder, which the parameters change. Epochs, seed, folder and pictures are set for it; device, logger and everything
    /// else are as the builder has them.
    /// </param>
    /// <param name="parameters">What is searched, at least one parameter; each is given to the builder after those before it.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="GanConfigurationException">Parameters or options are wrong; every problem is listed.</exception>
    public GanSearch(Func<GanBuilder> create, IReadOnlyList<SearchParameter> parameters, SearchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(parameters);
        (_create, _parameters, _options) = (create, [.. parameters], options ?? new SearchOptions());
        GanConfigurationException.ThrowIfAny("The search", Problems());
        Trials = SearchSpace.Trials(_parameters, _options);
        Rungs = Halving.Rungs(_options, Trials.Count);
    }

    /// <summary>All trials: a function of parameters, seed and number of draws.</summary>
    public IReadOnlyList<SearchTrial> Trials { get; }

    /// <summary>The epochs of the rungs, ascending.</summary>
    public IReadOnlyList<int> Rungs { get; }

    /// <summary>Trains and measures what is missing.</summary>
    /// <param name="dataset">What to learn.</param>
    /// <param name="heldOut">Real pictures of the same kind that training never sees; at least 20.</param>
    /// <param name="extractors">The features to measure with, the one that decides first; they stay the caller's.</param>
    /// <param name="progress">Told at each tick, each stage and each result, on this thread; null for nobody.</param>
    /// <param name="cancellationToken">
    /// Stops after the step or stage under way; what was trained is saved, and the next call goes on.
    /// </param>
    /// <returns>What was found, for <see cref="SearchReport.Write"/>; trials that diverged are last in it.</returns>
    /// <exception cref="GanConfigurationException">
    /// A trial cannot be trained, which is found before any is; or the search in the folder, or a run of it, is another one.
    /// </exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="EvaluationException">The pictures cannot be compared.</exception>
    /// <exception cref="GanFileException">The system refuses, or a file in the folder is damaged.</exception>
    public SearchResult Run(
        IImageDataset dataset,
        IImageDataset heldOut,
        IReadOnlyList<IFeatureExtractor> extractors,
        IProgress<SearchProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(heldOut);
        ArgumentNullException.ThrowIfNull(extractors);
        GanConfigurationException.ThrowIfAny("The search", Problems(dataset));
        using Evaluator evaluator = new(dataset, heldOut, extractors, _options.Measurement);
        new SearchManifest(Settings(heldOut, extractors), Trials, FirstRun(dataset)).BeginIn(_options.Folder);
        string file = Path.Combine(_options.Folder, ResultsFile);
        TrialResult[] results = [.. SearchResultsFile.Read(file, Trials)];
        SearchResult result = new()
        {
            Metric = _options.Metric,
            Rungs = Rungs,
            Trials = Halving.Ranked(results, _options.Metric),
            NoiseFloor = evaluator.MeasureNoiseFloor(cancellationToken: cancellationToken),
            Folder = _options.Folder,
        };
        TrialRunner runner = new(_options, BuilderOf, dataset, evaluator, told => progress?.Report(told), cancellationToken);
        IReadOnlyList<TrialResult> alive = results;
        for (int rung = 0; rung < Rungs.Count; rung++)
        {
            foreach ((int place, SearchTrial trial) in alive.Select(each => each.Trial).Index())
            {
                TrialResult before = results[trial.Number - 1];
                if (before.Scores.Count <= rung && !before.HasFailed)
                {
                    SearchProgress at = new(trial, trial.Seeds[0], Rungs[rung], place + 1, alive.Count);
                    TrialResult now = results[trial.Number - 1] = runner.Advance(before, at);
                    result = result with { Trials = Halving.Ranked(results, _options.Metric) };
                    SearchResultsFile.Write(file, result);
                    progress?.Report(at with { Result = now });
                }
            }

            alive = Halving.Survivors(
                [.. alive.Select(each => results[each.Trial.Number - 1].At(rung))], _options.Metric, _options.Eta);
        }

        return result;
    }

    private GanBuilder BuilderOf(SearchTrial trial) =>
        SearchSpace.Apply(_parameters, _create(), trial).WithEpochs(_options.Epochs).WithSeed(trial.Seeds[0]);

    private RunDescription FirstRun(IImageDataset dataset)
    {
        using GanTrainer trainer = BuilderOf(Trials[0]).Build();
        return RunDescription.Of(trainer, dataset);
    }

    private IEnumerable<string> Problems() => _options.Validate()
        .Concat(_parameters.Count == 0 ? ["there is no parameter; name at least one."] : [])
        .Concat(_parameters.SelectMany(parameter => parameter.Validate()))
        .Concat(_parameters.CountBy(parameter => parameter.Name).Where(name => name.Value > 1)
            .Select(name => $"'{name.Key}' is searched twice; name a parameter once."));

    // The same is often wrong with many trials.
    private IEnumerable<string> Problems(IImageDataset dataset) => Trials
        .SelectMany(trial => Problems(BuilderOf(trial), dataset), (trial, problem) => (trial, problem))
        .GroupBy(found => found.problem, found => found.trial)
        .Select(found => $"{found.First().Name} ({found.First().Description})"
            + $"{(found.Count() > 1 ? $" and {ReportText.Count(found.Count() - 1, "more trial")}" : "")}: {found.Key}");

    private static IEnumerable<string> Problems(GanBuilder builder, IImageDataset dataset)
    {
        foreach (string problem in builder.Validate())
        {
            yield return problem;
        }

        int step = builder.Options.BatchSize * builder.Options.DiscriminatorSteps;
        if (dataset.Count < step)
        {
            yield return $"a step takes {ReportText.Count(step, "picture")}, and '{dataset.Name}' has {dataset.Count}.";
        }
    }

    private Dictionary<string, string> Settings(IImageDataset heldOut, IReadOnlyList<IFeatureExtractor> extractors) => new()
    {
        ["parameters"] = string.Join("; ", _parameters),
        ["trials"] = Text($"{_options.Trials}"),
        ["seed"] = Text($"{_options.Seed}"),
        ["seeds per trial"] = Text($"{_options.SeedsPerTrial}"),
        ["rungs"] = string.Join(", ", Rungs.Select(epochs => Text($"{epochs}"))),
        ["eta"] = Text($"{_options.Eta}"),
        ["metric"] = _options.Metric.Name,
        ["samples"] = Text($"{_options.Measurement.Samples ?? heldOut.Count}"),
        ["reference"] = Text($"{_options.Measurement.MaxReference}"),
        ["measurement seed"] = Text($"{_options.Measurement.Seed}"),
        ["held-out pictures"] = heldOut.Fingerprint,
        ["features"] = string.Join(", ", extractors.Select(extractor => extractor.Fingerprint)),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
