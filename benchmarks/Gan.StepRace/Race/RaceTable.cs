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
    /// <param name="peak">
    /// The machine's fastest convolution in these numbers, in FLOP/s; null for the naive loop, whose up-sampling does more than it must.
    /// </param>
    public static void Write(RaceSettings settings, Contender contender, Contender naive, double? peak)
    {
        Quartiles time = Quartiles.Of(contender.Rounds.Select(round => round.Milliseconds));
        // Round by round, so that a slow moment of the machine meets both.
        double ratio = Quartiles.Of(naive.Rounds.Zip(contender.Rounds, (theirs, mine) => theirs.Milliseconds / mine.Milliseconds)).Median;
        double rate = Work.OperationsInStep(settings.Generator, settings.Discriminator, settings.BatchSize) / (time.Median / 1000);
        string work = peak is null ? "| |" : string.Create(CultureInfo.InvariantCulture, $"| {rate / 1e9:F0} | {100 * rate / peak:F0} %");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {settings.Preset} | {settings.BatchSize} | {contender.Name} | {time.Median:F1} [{time.Lower:F1}, {time.Upper:F1}] | {ratio:F2} | {settings.BatchSize * 1000 / time.Median:F0} {work} | {contender.Rounds.Average(round => round.ManagedBytes) / 1024:F0} | {contender.Rounds[^1].PeakMegabytes:F0} |"));
    }
}
