using System.Globalization;

namespace Gan.StepRace;

/// <summary>Prints results as a Markdown table, one line as soon as it is known.</summary>
internal static class RaceTable
{
    public static void WriteHeader()
    {
        Console.WriteLine("| preset | batch | loop | ms a step [quartiles] | ratio | images/s | GFLOP/s | share of peak | managed KiB a step | peak MiB |");
        Console.WriteLine("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|");
    }

    /// <summary>Prints a line.</summary>
    /// <param name="settings">The contest.</param>
    /// <param name="contender">Who.</param>
    /// <param name="naive">Whom it is compared with.</param>
    /// <param name="peaks">
    /// The machine's fastest convolution in these numbers, in FLOP/s, measured in each round; null for the naive loop, whose up-sampling
    /// does more than it must.
    /// </param>
    public static void Write(RaceSettings settings, Contender contender, Contender naive, IReadOnlyList<double>? peaks)
    {
        Quartiles time = Quartiles.Of(contender.Rounds.Select(round => round.Milliseconds));
        // Round by round, so that a slow moment of the machine meets both.
        double ratio = Quartiles.Of(naive.Rounds.Zip(contender.Rounds, (theirs, mine) => theirs.Milliseconds / mine.Milliseconds)).Median;
        double operations = Work.OperationsInStep(settings.Generator, settings.Discriminator, settings.BatchSize);
        string work = "| |";
        if (peaks is not null)
        {
            double share = Quartiles.Of(contender.Rounds.Zip(peaks, (mine, peak) => operations / (mine.Milliseconds / 1000) / peak)).Median;
            work = string.Create(
                CultureInfo.InvariantCulture,
                $"| {operations / time.Median / 1e6:F0} | {100 * share:F0} % of {Quartiles.Of(peaks).Median / 1e9:F0}");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {settings.Preset} | {settings.BatchSize} | {contender.Name} | {time.Median:F1} [{time.Lower:F1}, {time.Upper:F1}] | {ratio:F2} | {settings.BatchSize * 1000 / time.Median:F0} {work} | {contender.Rounds.Average(round => round.ManagedBytes) / 1024:F0} | {contender.Rounds[^1].PeakMegabytes:F0} |"));
    }
}
