using System.CommandLine;
using System.Globalization;
using DogGan.Output;
using DogGan.Reports;
using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Evaluation;

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

            ComputeDevice where = ComputeDevice.Parse(parsed.GetValue(device)!);
            (IImageDataset training, IImageDataset unseen) = await DataSource.LoadWithHeldOutAsync(
                parsed.GetValue(data)!, parsed.GetValue(heldOut), cancellationToken);
            using Extractors extractors = Extractors.For(training, where, torchScript: null);
            using Evaluator evaluator = new(training, unseen, extractors.All, new EvaluationOptions { Samples = parsed.GetValue(samples) });

            string root = parsed.GetValue(output)!;
            List<ComparedRun> runs = [];
            foreach (int seed in Enumerable.Range(1, seedCount))
            {
                foreach (string name in names)
                {
                    RunFolder folder = new(Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{name}-seed{seed}")));
                    Console.WriteLine($"{name}, seed {seed}:");
                    GanBuilder builder = GanPresets.ByName[name]().WithEpochs(length).WithSeed(seed).OnDevice(where);
                    SaveOptions save = new() { Resume = ResumeMode.Auto, GeneratorEvery = interval };
                    TrainingResult result = await TrainingRun.RunAsync(
                        builder, _ => Task.FromResult(training), folder.Root, save, interval, "Run the same command again to go on.", cancellationToken);
                    RequireComparable(folder, result, length, interval);
                    runs.Add(Measure(name, seed, folder, length, interval, evaluator, training, where, cancellationToken));
                }
            }

            string report = Path.Combine(root, "report.html");
            ComparisonReport.Write(report, runs, evaluator.MeasureNoiseFloor(new StageLines("held-out pictures"), cancellationToken));
            Console.WriteLine($"Report: {report}");
            return 0;
        });
        return command;
    }

    private static ComparedRun Measure(
        string preset,
        long seed,
        RunFolder folder,
        int epochs,
        int every,
        Evaluator evaluator,
        IImageDataset training,
        ComputeDevice device,
        CancellationToken cancellationToken)
    {
        SortedDictionary<int, EvaluationResult> evaluations = [];
        for (int epoch = every; epoch < epochs; epoch += every)
        {
            using GanGenerator generator = GanGenerator.Load(folder.GeneratorAt(epoch), device);
            evaluations.Add(epoch, evaluator.Evaluate(generator, cancellationToken: cancellationToken));
            Console.WriteLine($"  measured after epoch {epoch}");
        }

        using GanGenerator last = GanGenerator.Load(folder.Generator, device);
        EvaluationResult result = evaluator.Evaluate(last, cancellationToken: cancellationToken);
        evaluations.Add(epochs, result);
        Console.WriteLine($"  measured after epoch {epochs}");
        NeighbourPicture.Save(ComparisonReport.NearestNeighbours(folder), last, training, result);
        RunDescription description = RunDescription.FromJson(File.ReadAllText(folder.Description), folder.Description);
        return new ComparedRun(preset, seed, folder, description, HistoryFile.Read(folder.History), evaluations);
    }

    /// <summary>A run that was there before may be longer, or have kept other generators: its numbers would stand under wrong epochs.</summary>
    private static void RequireComparable(RunFolder folder, TrainingResult result, int epochs, int every)
    {
        if (result.Epochs != epochs)
        {
            throw new GanDataException(
                $"--out: the run in '{folder.Root}' has {result.Epochs} epochs, and {epochs} are to be compared. Ask for as many, or name another folder.");
        }

        for (int epoch = every; epoch < epochs; epoch += every)
        {
            if (!File.Exists(folder.GeneratorAt(epoch)))
            {
                throw new GanDataException(
                    $"--out: the run in '{folder.Root}' kept no generator after epoch {epoch}. Choose an --every that fits what it kept, or another folder.");
            }
        }
    }

    private static int AtLeastOne(string option, int value) =>
        value >= 1 ? value : throw new FormatException($"{option} is {value}; it must be at least 1.");
}
