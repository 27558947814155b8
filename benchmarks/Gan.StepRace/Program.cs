using System.CommandLine;
using System.Globalization;
using Gan.Core;
using Gan.StepRace;
using TorchSharp;

Option<string[]> presets = new("--preset") { Description = "Presets to run.", DefaultValueFactory = _ => [.. GanPresets.ByName.Keys], AllowMultipleArgumentsPerToken = true };
Option<int[]> batches = new("--batch") { Description = "Batch sizes to run.", DefaultValueFactory = _ => [32, 64, 128], AllowMultipleArgumentsPerToken = true };
Option<Precision[]> precisions = new("--precision") { Description = "Float32, BFloat16 or both (default: both where bfloat16 is the faster one, else Float32).", AllowMultipleArgumentsPerToken = true };
Option<int> steps = new("--steps") { Description = "Steps in a round.", DefaultValueFactory = _ => 24 };
Option<int> rounds = new("--rounds") { Description = "Rounds that count, after two that do not.", DefaultValueFactory = _ => 10 };
Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
RootCommand root = new("Races the training step against the loop that a user of TorchSharp writes, round by round in turn.") { presets, batches, precisions, steps, rounds, device };
root.SetAction(parsed =>
{
    string place = parsed.GetValue(device)!;
    IReadOnlyList<Precision> numbers = parsed.GetValue(precisions) is { Length: > 0 } asked ? asked : WorthRacing(place);
    new Race(place, parsed.GetValue(steps), parsed.GetValue(rounds), numbers).Run(parsed.GetValue(presets)!, parsed.GetValue(batches)!);
});

Option<string> preset = new("--preset") { Description = "The preset.", DefaultValueFactory = _ => "baseline" };
Option<int> batch = new("--batch") { Description = "The batch size.", DefaultValueFactory = _ => 32 };
Option<Precision> precision = new("--precision") { Description = "Float32 or BFloat16.", DefaultValueFactory = _ => Precision.Float32 };
Command scaling = new("scaling", "How the cost of a step grows with batch, width and picture size.") { preset, steps, rounds, device };
scaling.SetAction(parsed => new Scaling(parsed.GetValue(device)!, parsed.GetValue(steps), parsed.GetValue(rounds)).Run(parsed.GetValue(preset)!));
root.Add(scaling);

Option<int> total = new("--total-steps") { Description = "Steps to train.", DefaultValueFactory = _ => 5000 };
Command soak = new("soak", "Trains for long and prints the memory of the process.") { preset, batch, total, device, precision };
soak.SetAction(parsed => new Soak(
    new RaceSettings(parsed.GetValue(preset)!, parsed.GetValue(batch), Math.Min(50, parsed.GetValue(total)), parsed.GetValue(device)!, parsed.GetValue(precision))).Run(parsed.GetValue(total)));
root.Add(soak);

Option<double> width = new("--width") { Description = "Factor on all channels of both networks.", DefaultValueFactory = _ => 1 };
Option<string> data = new("--data") { Description = "A folder or archive of CIFAR-10.", Required = true };
Option<int> epochs = new("--epochs") { Description = "Passes over the dogs.", DefaultValueFactory = _ => 24 };
Option<int> seeds = new("--seeds") { Description = "Runs in each precision.", DefaultValueFactory = _ => 3 };
Command quality = new("quality", "Trains in float32 and in bfloat16 and measures the pictures.") { preset, batch, width, data, epochs, seeds, device };
quality.SetAction(parsed => new PrecisionQuality(
    new RaceSettings(parsed.GetValue(preset)!, parsed.GetValue(batch), 50, parsed.GetValue(device)!, Width: parsed.GetValue(width)),
    parsed.GetValue(epochs),
    parsed.GetValue(seeds)).Run(parsed.GetValue(data)!));
root.Add(quality);

Option<int> firstSteps = new("--steps") { Description = "Steps to take.", DefaultValueFactory = _ => 50 };
Command fingerprint = new("fingerprint", "Hashes what the presets' first steps leave, on one thread of the CPU.") { presets, batch, firstSteps, precision };
fingerprint.SetAction(parsed =>
{
    foreach (string name in parsed.GetValue(presets)!)
    {
        RaceSettings settings = new(name, parsed.GetValue(batch), parsed.GetValue(firstSteps), "cpu", parsed.GetValue(precision));
        Console.WriteLine($"{name} {Fingerprint.Of(settings)}");
    }
});
root.Add(fingerprint);

Command peak = new("peak", "The machine's fastest convolution, in FLOP/s.") { device, precision };
peak.SetAction(parsed => Console.WriteLine(ConvolutionPeak.Measure(
    ComputeDevice.Parse(parsed.GetValue(device)!).Resolve(),
    parsed.GetValue(precision) == Precision.BFloat16 ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32).ToString(CultureInfo.InvariantCulture)));
root.Add(peak);

Option<bool> isNaive = new("--naive");
Option<int> imageSide = new("--image-side") { DefaultValueFactory = _ => 32 };
Command worker = new("worker", "One loop, for the race.") { isNaive, preset, batch, steps, device, precision, width, imageSide };
worker.Hidden = true;
worker.SetAction(parsed =>
{
    RaceSettings settings = new(
        parsed.GetValue(preset)!,
        parsed.GetValue(batch),
        parsed.GetValue(steps),
        parsed.GetValue(device)!,
        parsed.GetValue(precision),
        parsed.GetValue(width),
        parsed.GetValue(imageSide));
    if (parsed.GetValue(isNaive))
    {
        NaiveContender.Run(settings);
    }
    else
    {
        LibraryContender.Run(settings);
    }
});
root.Add(worker);
return root.Parse(args).Invoke();

static Precision[] WorthRacing(string device)
{
    using GanTrainer trainer = new GanBuilder().OnDevice(ComputeDevice.Parse(device)).WithPrecision(Precision.Auto).Build();
    return trainer.Precision == Precision.BFloat16 ? [Precision.Float32, Precision.BFloat16] : [Precision.Float32];
}
