using System.Globalization;

namespace Gan.StepRace;

/// <summary>How the cost of the library's step grows: one thing at a time is changed.</summary>
internal sealed class Scaling(string device, int steps, int rounds)
{
    private const int Warmups = 2;

    public void Run(string preset)
    {
        RaceSettings usual = new(preset, 32, steps, device);
        RaceSettings[] all =
        [
            usual with { BatchSize = 8 }, usual with { BatchSize = 16 }, usual, usual with { BatchSize = 64 }, usual with { BatchSize = 128 },
            usual with { Width = 0.5 }, usual with { Width = 2 },
            usual with { ImageSide = 16 }, usual with { ImageSide = 64 },
        ];
        Console.WriteLine("| preset | batch | width | picture | ms a step [quartiles] | ms a picture | GFLOP a step | GFLOP/s | peak MiB |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (RaceSettings settings in all)
        {
            using Contender library = Contender.Start("Gan.Core", settings, isNaive: false);
            for (int round = 0; round < Warmups + rounds; round++)
            {
                library.Run(isWarmup: round < Warmups);
            }

            Quartiles time = Quartiles.Of(library.Rounds.Select(round => round.Milliseconds));
            double operations = Work.OperationsInStep(settings.Generator, settings.Discriminator, settings.BatchSize);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {preset} | {settings.BatchSize} | {settings.Width:G} | {settings.ImageSide}×{settings.ImageSide} | {time.Median:F1} [{time.Lower:F1}, {time.Upper:F1}] | {time.Median / settings.BatchSize:F2} | {operations / 1e9:F1} | {operations / time.Median / 1e6:F0} | {library.Rounds[^1].PeakMegabytes:F0} |"));
        }
    }
}
