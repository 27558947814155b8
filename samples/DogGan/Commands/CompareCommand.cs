using System.CommandLine;
using DogGan.Output;
using Gan.Core;
using Gan.Evaluation;
using Gan.Reports;

namespace DogGan.Commands;

/// <summary><c>compare</c>: several presets at equal epochs, measured at the same epochs, in one report.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        Option<string> presets = new("--presets") { Description = "Names, with commas between.", DefaultValueFactory = _ => string.Join(',', GanPresets.ByName.Keys) };
        Option<int> epochs = new("--epochs") { Description = "Passes over the data, for each run.", DefaultValueFactory = _ => 50 };
        Option<int> seeds = new("--seeds") { Description = "Runs of each preset, with the seeds 1, 2, …: chance shows only between seeds.", DefaultValueFactory = _ => 2 };
        Option<int?> every = new("--every") { Description = "Epochs between two measurements (default: a fifth of the epochs)." };
        Option<string> data = new("--data") { Description = "auto, synthetic, or a path, as for train.", DefaultValueFactory = _ => "auto" };
        Option<string?> heldOut = new("--held-out") { Description = "A folder of pictures that no run sees (CIFAR-10: its test pictures)." };
        Option<int?> samples = new("--samples") { Description = "Pictures a measurement (default: as many as are held out)." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Option<string> output = new("--out") { Description = "The folder of the runs and of report.html; runs found there are gone on with.", DefaultValueFactory = _ => Path.Combine("runs", "compare") };
        Command command = new("compare", "Trains presets at equal epochs, measures them, and writes report.html.")
        {
            presets, epochs, seeds, every, data, heldOut, samples, device, output,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string[] names = [.. parsed.GetValue(presets)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (names.Length == 0)
            {
                throw new FormatException($"--presets: name at least one of {string.Join(", ", GanPresets.ByName.Keys)}.");
            }

            int length = AtLeastOne("--epochs", parsed.GetValue(epochs)), interval = AtLeastOne("--every", parsed.GetValue(every) ?? Math.Max(1, length / 5));
            int seedCount = AtLeastOne("--seeds", parsed.GetValue(seeds));
            foreach (string name in names)
            {
                TrainCommand.RequirePreset("--presets", name);
            }

            string root = parsed.GetValue(output)!;
            ComputeDevice where = ComputeDevice.Parse(parsed.GetValue(device)!);
            (IImageDataset training, IImageDataset unseen) = await DataSource.LoadWithHeldOutAsync(
                parsed.GetValue(data)!, parsed.GetValue(heldOut), cancellationToken);
            using Extractors extractors = Extractors.For(training, where, torchScript: null);
            GanComparison comparison = new(
                names.ToDictionary(name => name, name => (Func<GanBuilder>)(() => GanPresets.ByName[name]().OnDevice(where).WithLogger(new ConsoleWarnings()))),
                new ComparisonOptions
                {
                    Epochs = length,
                    Every = interval,
                    Seeds = [.. Enumerable.Range(1, seedCount).Select(seed => (long)seed)],
                    Folder = root,
                    Measurement = new EvaluationOptions { Samples = parsed.GetValue(samples) },
                });
            try
            {
                ComparisonResult result = TrainingDisplay.Compare(progress => comparison.Run(training, unseen, extractors.All, progress, cancellationToken));
                string report = Path.Combine(root, "report.html");
                ComparisonReport.Write(report, result);
                Console.WriteLine($"Report: {report}");
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

    private static int AtLeastOne(string option, int value) =>
        value >= 1 ? value : throw new FormatException($"{option} is {value}; it must be at least 1.");
}
