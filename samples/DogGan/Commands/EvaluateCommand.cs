using System.CommandLine;
using DogGan.Output;
using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;
using Gan.Reports;

namespace DogGan.Commands;

/// <summary><c>evaluate</c>: the metrics of a saved generator, beside those of real pictures that were held out.</summary>
internal static class EvaluateCommand
{
    private const int CifarClassCount = 10;

    public static Command Create()
    {
        Option<FileInfo> model = new("--model") { Description = "The generator's file.", Required = true };
        Option<string> data = new("--data") { Description = "What it was trained on: auto, synthetic, or a path, as for train.", DefaultValueFactory = _ => "auto" };
        Option<string> classes = new("--classes") { Description = "Classes of CIFAR-10 that it was trained on, as for train.", DefaultValueFactory = _ => "dog" };
        Option<string?> heldOut = new("--held-out") { Description = "A folder of pictures that it never saw (CIFAR-10: its test pictures)." };
        Option<int?> samples = new("--samples") { Description = "Pictures to generate (default: as many as are held out)." };
        Option<long> seed = new("--seed") { Description = "The seed of the latent vectors and of every choice." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Option<FileInfo?> inception = new("--inception") { Description = "A TorchScript file, such as inception-2015-12-05.pt, as one more extractor." };
        Option<FileInfo?> json = new("--json") { Description = "Also write every number to this file." };
        Option<FileInfo?> neighbours = new("--neighbours") { Description = "Also write a PNG or JPEG: generated pictures above their nearest training pictures." };
        Command command = new("evaluate", "Measures a saved generator against the pictures that it was trained on.")
        {
            model, data, classes, heldOut, samples, seed, device, inception, json, neighbours,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            ComputeDevice where = ComputeDevice.Parse(parsed.GetValue(device)!);
            FileInfo? grid = parsed.GetValue(neighbours);
            RequirePicture(grid);
            EvaluationOptions options = new() { Samples = parsed.GetValue(samples), Seed = parsed.GetValue(seed) };
            using GanGenerator generator = GanGenerator.Load(parsed.GetValue(model)!.FullName, where);
            (IImageDataset training, IImageDataset unseen) = await DataSource.LoadWithHeldOutAsync(
                parsed.GetValue(data)!, parsed.GetValue(heldOut), cancellationToken, CifarClasses.Parse("--classes", parsed.GetValue(classes)!));
            using Extractors extractors = Extractors.For(training, where, parsed.GetValue(inception)?.FullName);
            using Evaluator evaluator = new(training, unseen, extractors.All, options);

            EvaluationResult floor = evaluator.MeasureNoiseFloor(new StageLines("held-out pictures"), cancellationToken);
            EvaluationResult result = evaluator.Evaluate(generator, new StageLines("generated pictures"), cancellationToken);
            EvaluationTable.Write(result, floor);
            if (extractors.All.OfType<CifarFeatures>().FirstOrDefault() is { } classifier && generator.ClassCount == CifarClassCount)
            {
                ClassTable.Write(ClassAgreement.Measure(generator, classifier.Probabilities, seed: options.Seed, cancellationToken: cancellationToken), generator.ClassNames);
            }

            if (parsed.GetValue(json) is { } file)
            {
                EvaluationFile.Write(file.FullName, result, floor);
                Console.WriteLine($"Every number: {file.FullName}");
            }

            if (grid is not null)
            {
                NeighbourPicture.Save(grid.FullName, generator, training, result);
                Console.WriteLine($"Generated pictures above their nearest training pictures: {grid.FullName}");
            }

            return 0;
        });
        return command;
    }

    private static void RequirePicture(FileInfo? file)
    {
        if (file is not null && file.Extension.ToUpperInvariant() is not (".PNG" or ".JPG" or ".JPEG"))
        {
            throw new FormatException($"--neighbours: '{file.Name}' is no picture; let the name end with .png, .jpg or .jpeg.");
        }
    }
}
