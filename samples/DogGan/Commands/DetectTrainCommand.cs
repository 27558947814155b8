using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DogGan.Detection;
using DogGan.Output;
using Gan.Core;
using Gan.Detection;

namespace DogGan.Commands;

/// <summary><c>detect train</c>: a detector of the generators that are named.</summary>
internal static class DetectTrainCommand
{
    public static Command Create()
    {
        DetectorOptions defaults = new();
        Option<string> data = new("--data") { Description = "Real pictures: auto, synthetic, or a path, as for train.", DefaultValueFactory = _ => "auto" };
        Option<string[]> generators = new("--generators") { Description = "Generators to learn from: files, or folders of runs with all that they kept.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<FileInfo> output = new("--out") { Description = "The detector's file.", DefaultValueFactory = _ => new FileInfo("detector.safetensors") };
        Option<int> epochs = new("--epochs") { Description = "The most passes over the pictures.", DefaultValueFactory = _ => defaults.Epochs };
        Option<double> distort = new("--distort") { Description = "How likely a training picture is distorted (JPEG, blur, resizing, noise), 0 to 1.", DefaultValueFactory = _ => defaults.DistortionProbability };
        Option<long> seed = new("--seed") { Description = "The seed of every random draw." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Command command = new("train", "Trains a detector on real pictures and on those of the generators; minutes on two CPU cores.")
        {
            data, generators, output, epochs, distort, seed, device,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ComputeDevice where = ComputeDevice.Parse(parsed.GetValue(device)!);
            DetectorOptions options = new() { Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed), DistortionProbability = parsed.GetValue(distort) };
            if (options.Validate().ToArray() is { Length: > 0 } problems)
            {
                throw new GanConfigurationException("The detector", problems);
            }

            string path = parsed.GetValue(output)!.FullName;
            RequireWritable(path);
            using GeneratorFiles files = GeneratorFiles.Load(parsed.GetValue(generators)!, where);
            IImageDataset real = await DataSource.LoadAsync(parsed.GetValue(data)!, cancellationToken);
            long start = Stopwatch.GetTimestamp();
            using RealFakeDetector detector = RealFakeDetector.Train(
                real, files.Sources, options with { Name = $"detector of {files.Runs}" }, where, Distortions.Training, progress: new DetectorLines(), cancellationToken: cancellationToken);
            detector.Save(path);
            DetectorDescription made = detector.Description;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Done in {TrainingDisplay.Time(Stopwatch.GetElapsedTime(start))}: epoch {made.BestEpoch} of {made.Epochs}, validation AUC {made.ValidationAuc:F4}, temperature {made.Calibration.Temperature:F3}, threshold {made.Calibration.Threshold:F3}."));
            Console.WriteLine($"Detector: {path}");
            return 0;
        });
        return command;
    }

    // Found out now, not after minutes.
    private static void RequireWritable(string path)
    {
        if (Directory.Exists(path))
        {
            throw new GanFileException($"--out: '{path}' is a folder; name the detector's file, such as '{Path.Combine(path, "detector.safetensors")}'.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new GanFileException($"--out: the folder of '{path}' does not exist; create it, or name another.");
        }
    }
}
