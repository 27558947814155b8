using System.CommandLine;
using Gan.Core;

namespace DogGan.Commands;

/// <summary><c>train</c>: one run of a preset.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Option<string> preset = new("--preset") { Description = $"The preset: {string.Join(", ", GanPresets.ByName.Keys)}.", DefaultValueFactory = _ => "lr0003" };
        Option<string> data = new("--data") { Description = "auto, synthetic, or a path: CIFAR-10 as folder or archive, or a folder of pictures.", DefaultValueFactory = _ => "auto" };
        Option<int?> epochs = new("--epochs") { Description = "Passes over the data (preset: 800)." };
        Option<int?> batchSize = new("--batch-size") { Description = "Real pictures in a step (preset: 32)." };
        Option<long> seed = new("--seed") { Description = "The seed of every random draw." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Option<string?> output = new("--out") { Description = "The run's folder (default: runs/<preset>)." };
        Option<bool> resume = new("--resume") { Description = "Go on with the run in the folder." };
        Option<int?> pictures = new("--pictures-every") { Description = "Epochs between two sample grids (default: a sixteenth of the epochs)." };
        Option<int> generators = new("--generator-every") { Description = "Epochs between two generators to keep (default: only the last)." };
        Command command = new("train", "Trains one preset, with a live progress bar; Ctrl-C saves first.")
        {
            preset, data, epochs, batchSize, seed, device, output, resume, pictures, generators,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string name = parsed.GetValue(preset)!;
            GanBuilder builder = RequirePreset("--preset", name)()
                .WithOptions(options => options with
                {
                    Epochs = parsed.GetValue(epochs) ?? options.Epochs,
                    BatchSize = parsed.GetValue(batchSize) ?? options.BatchSize,
                    Seed = parsed.GetValue(seed),
                })
                .OnDevice(ComputeDevice.Parse(parsed.GetValue(device)!));
            await TrainingRun.RunAsync(
                builder,
                token => DataSource.LoadAsync(parsed.GetValue(data)!, token),
                parsed.GetValue(output) ?? Path.Combine("runs", name),
                new SaveOptions
                {
                    Resume = parsed.GetValue(resume) ? ResumeMode.Always : ResumeMode.Never,
                    GeneratorEvery = parsed.GetValue(generators),
                },
                parsed.GetValue(pictures) ?? Math.Max(1, builder.Options.Epochs / 16),
                cancellationToken);
            return 0;
        });
        return command;
    }

    /// <summary>Finds a preset, or says which there are.</summary>
    public static Func<GanBuilder> RequirePreset(string option, string name) =>
        GanPresets.ByName.TryGetValue(name, out Func<GanBuilder>? create)
            ? create
            : throw new FormatException($"{option}: '{name}' is unknown. Choose one of {string.Join(", ", GanPresets.ByName.Keys)}.");
}
