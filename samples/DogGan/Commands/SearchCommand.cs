using System.CommandLine;
using System.Globalization;
using DogGan.Output;
using Gan.Core;
using Gan.Evaluation;
using Gan.Reports;

namespace DogGan.Commands;

/// <summary><c>search</c>: good values of hyper-parameters by successive halving, in one report.</summary>
internal static class SearchCommand
{
    private const string ReportFile = "search.html";

    public static Command Create()
    {
        SearchOptions defaults = new();
        Option<string> preset = new("--preset") { Description = "What the parameters change.", DefaultValueFactory = _ => "lr0003" };
        Option<string[]> grids = new("--grid") { Description = "All values of a parameter, such as \"batch-size=16,32,64\"; once a parameter." };
        Option<string[]> ranges = new("--random") { Description = "A parameter whose values are drawn, such as \"generator-rate=5e-5..1e-3 log\"; once a parameter." };
        Option<int> trials = new("--trials") { Description = "Draws of --random, each with every combination of --grid.", DefaultValueFactory = _ => defaults.Trials };
        Option<string> metric = new("--metric") { Description = "The number that decides.", DefaultValueFactory = _ => defaults.Metric.Name };
        Option<int> epochs = new("--epochs") { Description = "Passes over the data of the trials that are trained to the end.", DefaultValueFactory = _ => defaults.Epochs };
        Option<string?> rungs = new("--rungs") { Description = "Epochs after which only the best go on, such as 5,15 (default: --epochs divided by --eta, again and again)." };
        Option<int> eta = new("--eta") { Description = "Of so many trials one goes on.", DefaultValueFactory = _ => defaults.Eta };
        Option<long> seed = new("--seed") { Description = "The seed of the draws, and of each trial's first run.", DefaultValueFactory = _ => defaults.Seed };
        Option<int> seeds = new("--seeds") { Description = "Runs of each trial, with as many seeds: chance shows only between seeds.", DefaultValueFactory = _ => defaults.SeedsPerTrial };
        Option<string> data = new("--data") { Description = "auto, synthetic, or a path, as for train.", DefaultValueFactory = _ => "auto" };
        Option<string?> heldOut = new("--held-out") { Description = "A folder of pictures that no run sees (CIFAR-10: its test pictures)." };
        Option<int?> samples = new("--samples") { Description = "Pictures a measurement (default: as many as are held out)." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Option<string> output = new("--out") { Description = $"The folder of the runs, results.json and {ReportFile}; a search found there is gone on with.", DefaultValueFactory = _ => defaults.Folder };
        Option<bool> dryRun = new("--dry-run") { Description = "List the trials and train none." };
        Command command = new("search", $"Tries values of hyper-parameters, trains the best ones on, and writes {ReportFile}.")
        {
            preset, grids, ranges, trials, metric, epochs, rungs, eta, seed, seeds, data, heldOut, samples, device, output, dryRun,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Func<GanBuilder> create = TrainCommand.RequirePreset("--preset", parsed.GetValue(preset)!);
            SearchParameter[] parameters =
            [
                .. Read("--grid", parsed.GetValue(grids), SearchSyntax.Grid), .. Read("--random", parsed.GetValue(ranges), SearchSyntax.Random),
            ];
            if (parameters.Length == 0)
            {
                throw new FormatException($"name what is searched, with --grid or --random: {string.Join(", ", SearchParameters.Names)}.");
            }

            ComputeDevice where = ComputeDevice.Parse(parsed.GetValue(device)!);
            SearchOptions options = new()
            {
                Trials = parsed.GetValue(trials),
                Metric = TrainingEvaluation.ParseMetric("--metric", parsed.GetValue(metric)!),
                Epochs = parsed.GetValue(epochs),
                Rungs = ParseRungs("--rungs", parsed.GetValue(rungs)),
                Eta = parsed.GetValue(eta),
                Seed = parsed.GetValue(seed),
                SeedsPerTrial = parsed.GetValue(seeds),
                Folder = parsed.GetValue(output)!,
                Measurement = new EvaluationOptions { Samples = parsed.GetValue(samples) },
            };
            GanSearch search = new(() => create().OnDevice(where).WithLogger(new ConsoleWarnings()), parameters, options);
            if (parsed.GetValue(dryRun))
            {
                SearchTable.WritePlan(search, options.Eta);
                return 0;
            }

            (IImageDataset training, IImageDataset unseen) = await DataSource.LoadWithHeldOutAsync(
                parsed.GetValue(data)!, parsed.GetValue(heldOut), cancellationToken);
            using Extractors extractors = Extractors.For(training, where, torchScript: null);
            Console.WriteLine($"{search.Trials.Count} trials; measuring held-out pictures first.");
            try
            {
                SearchResult result = TrainingDisplay.Search(
                    options.Metric, progress => search.Run(training, unseen, extractors.All, progress, cancellationToken));
                SearchReport.Write(Path.Combine(options.Folder, ReportFile), result);
                SearchTable.Write(result);
                Console.WriteLine($"  {"report",-10} {Path.Combine(options.Folder, ReportFile)}");
                Console.WriteLine($"  {"results",-10} {Path.Combine(options.Folder, GanSearch.ResultsFile)}");
            }
            catch (OperationCanceledException)
            {
                Console.WriteLine("Cancelled, and what was trained is saved. Run the same command again to go on.");
                throw;
            }

            return 0;
        });
        return command;
    }

    private static IEnumerable<SearchParameter> Read(string option, string[]? texts, Func<string, SearchParameter> read) =>
        (texts ?? []).Select(text =>
        {
            try
            {
                return read(text);
            }
            catch (FormatException problem)
            {
                throw new FormatException($"{option}: {problem.Message}", problem);
            }
        });

    private static int[]? ParseRungs(string option, string? text) => text is null ? null :
    [
        .. text.Split(',', StringSplitOptions.TrimEntries).Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs)
            ? epochs
            : throw new FormatException($"{option}: '{part}' in '{text}' is no number of epochs; write 5,15.")),
    ];
}
