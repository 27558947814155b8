using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DogGan.Detection;
using DogGan.Output;
using Gan.Core;
using Gan.Detection;

namespace DogGan.Commands;

/// <summary><c>detect score</c>: a probability for each picture or video.</summary>
internal static class DetectScoreCommand
{
    public static Command Create()
    {
        Argument<string[]> paths = new("path") { Description = "PNG and JPEG pictures of any size, and folders of them.", Arity = ArgumentArity.OneOrMore };
        Option<FileInfo> model = new("--detector") { Description = "The detector's file.", DefaultValueFactory = _ => new FileInfo("detector.safetensors") };
        Option<FrameAggregation?> video = new("--video") { Description = "Take each path, a folder of frames or an animated GIF, WebP or PNG, as one video; says how frames are joined." };
        Option<bool> json = new("--json") { Description = "Print JSON." };
        Option<string> device = new("--device") { Description = "auto, cpu, cuda or cuda:<index>.", DefaultValueFactory = _ => "auto" };
        Command command = new("score", "Prints for each picture the probability that it was generated.") { paths, model, video, json, device };
        command.SetAction((parsed, cancellationToken) =>
        {
            using RealFakeDetector detector = RealFakeDetector.Load(parsed.GetValue(model)!.FullName, ComputeDevice.Parse(parsed.GetValue(device)!));
            PictureScorer scorer = new(detector, parsed.GetValue(video));
            List<PictureVerdict> verdicts = [];
            int exitCode = 0;
            foreach (string path in PictureScorer.Expand(parsed.GetValue(paths)!, asVideos: parsed.GetValue(video) is not null))
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    PictureVerdict verdict = scorer.Score(path);
                    verdicts.Add(verdict);
                    if (!parsed.GetValue(json))
                    {
                        Console.WriteLine(Describe(verdict));
                    }
                }
                catch (GanDataException unreadable)
                {
                    // The others are still worth a line each.
                    exitCode = Failures.Report(unreadable.Message);
                }
            }

            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(new { detector = detector.Name, detector.Calibration.Threshold, pictures = verdicts }, JsonFormat.Options));
            }

            return Task.FromResult(exitCode);
        });
        return command;
    }

    private static string Describe(PictureVerdict verdict)
    {
        string frames = verdict.Frames is { } count ? $"  {count} frames" : "";
        string interval = verdict.StretchInterval is { } stretch
            ? string.Create(CultureInfo.InvariantCulture, $" [{stretch.Lower:F3}, {stretch.Upper:F3}]")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{verdict.Probability:F4}{interval}  {(verdict.IsGenerated ? "generated" : "real     ")}  {verdict.Path}{frames}");
    }
}
