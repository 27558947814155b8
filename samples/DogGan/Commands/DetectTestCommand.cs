using System.CommandLine;
using System.Text.Json;
using DogGan.Detection;
using DogGan.Output;
using DogGan.Reports;
using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Detection;

namespace DogGan.Commands;

/// <summary><c>detect test</c>: the report card of detectors, as numbers and as one page.</summary>
internal static class DetectTestCommand
{
    public static Command Create()
    {
        Option<string[]> detectors = new("--detector") { Description = "Files of detectors; several make the cross-generator matrix.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<string[]> generators = new("--generators") { Description = "Generators to make fakes with, files or folders of runs; best some that no detector has seen.", Required = true, AllowMultipleArgumentsPerToken = true };
        Option<string[]> discriminators = new("--discriminators") { Description = "Files of GAN discriminators, judged as detectors beside the others.", AllowMultipleArgumentsPerToken = true };
        Option<string> data = new("--data") { Description = "What detectors were trained with: auto, synthetic, or a path. Those of CIFAR-10 are judged by its test pictures.", DefaultValueFactory = _ => "auto" };
        Option<string?> heldOut = new("--held-out") { Description = "A folder of real pictures that no detector saw (CIFAR-10: its test pictures)." };
        Option<string> output = new("--out") { Description = "The folder of detector.html and detector.json.", DefaultValueFactory = _ => Path.Combine("runs", "detect") };
        Option<bool> json = new("--json") { Description = "Print every number as JSON, and all else on standard error." };
        Option<long> seed = new("--seed") { Description = "The seed of latent vectors and distortions." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Command command = new("test", "Judges detectors by pictures that they have not seen, and writes detector.html.")
        {
            detectors, generators, discriminators, data, heldOut, output, json, seed, device,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            TextWriter results = Console.Out;
            if (parsed.GetValue(json))
            {
                Console.SetOut(Console.Error);
            }

            ComputeDevice where = ComputeDevice.Parse(parsed.GetValue(device)!);
            long drawn = parsed.GetValue(seed);
            string folder = RequireFolder(parsed.GetValue(output)!);
            List<RealFakeDetector> trained = [];
            using GeneratorFiles files = GeneratorFiles.Load(parsed.GetValue(generators)!, where);
            try
            {
                foreach (string path in parsed.GetValue(detectors)!)
                {
                    trained.Add(RealFakeDetector.Load(path, where));
                }

                (IImageDataset training, IImageDataset test) = await DataSource.LoadWithHeldOutAsync(
                    parsed.GetValue(data)!, parsed.GetValue(heldOut), cancellationToken);
                IFakeDetector[] all =
                [
                    .. trained,
                    .. parsed.GetValue(discriminators)!.Select(path => files.LoadDiscriminator(path, training, drawn, where, cancellationToken)),
                ];
                // The controls need more pictures than the rest: too few are found out now, not after minutes.
                IReadOnlyList<ControlResult> controls = DetectionControls.Run(
                    training, test, files.Sources, trained[0].Options with { Seed = drawn }, where, progress: new StageLines("controls"), cancellationToken: cancellationToken);
                DetectionReport report = DetectorEvaluator.Evaluate(
                    all, test, files.Sources, Distortions.Test, drawn, new StageLines("test"), cancellationToken);
                report = report with { Controls = controls };
                string text = JsonSerializer.Serialize(report, JsonFormat.Options);
                if (parsed.GetValue(json))
                {
                    results.WriteLine(text);
                }

                Save(folder, report, text);

                return 0;
            }
            finally
            {
                trained.ForEach(detector => detector.Dispose());
            }
        });
        return command;
    }

    private static string RequireFolder(string path)
    {
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanFileException($"--out: the folder '{path}' cannot be made: {error.Message}", error);
        }
    }

    private static void Save(string folder, DetectionReport report, string json)
    {
        DetectionTable.Write(report);
        string page = Path.Combine(folder, "detector.html"), numbers = Path.Combine(folder, "detector.json");
        DetectionPage.Write(page, report);
        AtomicFile.Write(numbers, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(json)));
        Console.WriteLine($"Report: {page}");
        Console.WriteLine($"Numbers: {numbers}");
    }
}
