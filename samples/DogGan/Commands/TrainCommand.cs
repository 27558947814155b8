using System.CommandLine;
using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;

namespace DogGan.Commands;

/// <summary><c>train</c>: one run of a preset.</summary>
internal static class TrainCommand
{
    /// <summary>More epochs than any time lasts for.</summary>
    public const int EndlessEpochs = 1_000_000;

    public static Command Create()
    {
        Option<string> preset = new("--preset") { Description = $"The preset: {string.Join(", ", GanPresets.ByName.Keys)}.", DefaultValueFactory = _ => "quick-dogs" };
        Option<string> data = new("--data") { Description = "auto, synthetic, or a path: CIFAR-10 as folder or archive, or a folder of pictures.", DefaultValueFactory = _ => "auto" };
        Option<string> classes = new("--classes") { Description = "Classes of CIFAR-10: names with commas between, all, or all but some, such as all-dog.", DefaultValueFactory = _ => "dog" };
        Option<int?> epochs = new("--epochs") { Description = "Passes over the data (the source's presets: 800)." };
        Option<double?> minutes = new("--minutes") { Description = "End in order after so many minutes of training; schedules go by the share of them that is spent." };
        Option<int?> batchSize = new("--batch-size") { Description = "Real pictures in a step (preset: 32)." };
        Option<long> seed = new("--seed") { Description = "The seed of every random draw." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Option<string> precision = new("--precision") { Description = "float32, bfloat16 (fast only on processors and GPUs with instructions for it) or auto, which times both.", DefaultValueFactory = _ => "float32" };
        Option<string?> output = new("--out") { Description = "The run's folder (default: runs/<preset>)." };
        Option<bool> resume = new("--resume") { Description = "Go on with the run in the folder." };
        Option<int?> pictures = new("--pictures-every") { Description = "Epochs between two sample grids (default: a sixteenth of the epochs)." };
        Option<int> generators = new("--generator-every") { Description = "Epochs between two generators to keep (default: only the last)." };
        Option<int?> evaluateEvery = new("--evaluate-every") { Description = "Epochs between two measurements against held-out pictures (default with one of the next four: as --pictures-every)." };
        Option<string?> keepBest = new("--keep-best") { Description = "Keep the generator that is the best by this metric, such as kernel_distance, as best.safetensors." };
        Option<int> patience = new("--patience") { Description = "Measurements without a better one after which the run ends early." };
        Option<string?> heldOut = new("--held-out") { Description = "A folder of pictures that training never sees (CIFAR-10: its test pictures)." };
        Option<int?> samples = new("--samples") { Description = "Pictures a measurement (default: as many as are held out)." };
        Option<string?> fromGenerator = new("--from-generator") { Description = "Start from a saved generator: what matches by name and shape." };
        Option<string?> fromDiscriminator = new("--from-discriminator") { Description = "Start from a saved discriminator: what matches by name and shape." };
        Option<string> freezeGenerator = new("--freeze-generator") { Description = "Layers of the generator that stay as they are, with commas between, such as dense,blocks.0.", DefaultValueFactory = _ => "" };
        Option<string> freezeDiscriminator = new("--freeze-discriminator") { Description = "Layers of the discriminator that stay as they are (FreezeD: its first ones).", DefaultValueFactory = _ => "" };
        Option<bool> tensorBoard = new("--tensorboard") { Description = "Also write scalars for TensorBoard to the run's folder." };
        Command command = new("train", "Trains one preset, with a live progress bar; Ctrl-C saves first.")
        {
            preset, data, classes, epochs, minutes, batchSize, seed, device, precision, output, resume, pictures, generators,
            evaluateEvery, keepBest, patience, heldOut, samples, fromGenerator, fromDiscriminator, freezeGenerator,
            freezeDiscriminator, tensorBoard,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string name = parsed.GetValue(preset)!;
            GanBuilder builder = RequirePreset("--preset", name)()
                .WithOptions(options => options with
                {
                    Epochs = parsed.GetValue(epochs) ?? (parsed.GetValue(minutes) is null ? options.Epochs : EndlessEpochs),
                    TimeBudget = parsed.GetValue(minutes) is { } time ? ParseMinutes("--minutes", time) : null,
                    BatchSize = parsed.GetValue(batchSize) ?? options.BatchSize,
                    Seed = parsed.GetValue(seed),
                    Precision = ParsePrecision("--precision", parsed.GetValue(precision)!),
                })
                .WithFrozen(parsed.GetValue(freezeGenerator)!, parsed.GetValue(freezeDiscriminator)!)
                .OnDevice(ComputeDevice.Parse(parsed.GetValue(device)!));
            if (parsed.GetValue(fromGenerator) is not null || parsed.GetValue(fromDiscriminator) is not null)
            {
                builder.StartFrom(new TransferOptions
                {
                    Generator = parsed.GetValue(fromGenerator),
                    Discriminator = parsed.GetValue(fromDiscriminator),
                    Partial = true,
                });
            }

            CifarClass[] chosen = CifarClasses.Parse("--classes", parsed.GetValue(classes)!);
            if (parsed.GetValue(tensorBoard))
            {
                builder.WithTensorBoard();
            }

            int picturesEvery = parsed.GetValue(pictures) ?? Math.Max(1, Math.Min(builder.Options.Epochs / 16, 10));
            bool evaluates = new Option[] { evaluateEvery, keepBest, patience, heldOut, samples }.Any(option => parsed.GetResult(option) is { Implicit: false });
            string? metric = parsed.GetValue(keepBest);
            TrainingEvaluationOptions measuring = new()
            {
                Every = parsed.GetValue(evaluateEvery) ?? picturesEvery,
                Metric = metric is null ? new TrainingEvaluationOptions().Metric : TrainingEvaluation.ParseMetric("--keep-best", metric),
                KeepBest = metric is not null,
                Patience = parsed.GetValue(patience),
                Measurement = new EvaluationOptions { Samples = parsed.GetValue(samples) },
            };
            using TrainingEvaluation evaluation = new(measuring, builder.Device);
            await TrainingRun.RunAsync(
                builder,
                async token =>
                {
                    if (!evaluates)
                    {
                        return await DataSource.LoadAsync(parsed.GetValue(data)!, token, chosen);
                    }

                    (IImageDataset training, IImageDataset unseen) = await DataSource.LoadWithHeldOutAsync(
                        parsed.GetValue(data)!, parsed.GetValue(heldOut), token, chosen);
                    evaluation.AddTo(builder, training, unseen);
                    return training;
                },
                parsed.GetValue(output) ?? Path.Combine("runs", name),
                new SaveOptions
                {
                    Resume = parsed.GetValue(resume) ? ResumeMode.Always : ResumeMode.Never,
                    GeneratorEvery = parsed.GetValue(generators),
                },
                picturesEvery,
                "Add --resume to go on.",
                cancellationToken);
            return 0;
        });
        return command;
    }

    private static TimeSpan ParseMinutes(string option, double minutes) => minutes is > 0 and <= 60 * 24 * 365
        ? TimeSpan.FromMinutes(minutes)
        : throw new FormatException($"{option}: {minutes} minutes are asked for; give more than 0 and at most a year.");

    private static Precision ParsePrecision(string option, string name) =>
        Enum.GetValues<Precision>().Cast<Precision?>().FirstOrDefault(precision => $"{precision}".Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"{option}: '{name}' is unknown. Choose one of float32, bfloat16, auto.");

    /// <summary>Finds a preset, or says which there are.</summary>
    public static Func<GanBuilder> RequirePreset(string option, string name) =>
        GanPresets.ByName.TryGetValue(name, out Func<GanBuilder>? create)
            ? create
            : throw new FormatException($"{option}: '{name}' is unknown. Choose one of {string.Join(", ", GanPresets.ByName.Keys)}.");
}
