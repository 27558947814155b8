using System.Globalization;

namespace Gan.StepRace;

/// <summary>Trains for long and prints how much memory the process holds.</summary>
internal sealed class Soak(RaceSettings settings)
{
    private const int Lines = 20;

    public void Run(int steps)
    {
        Console.WriteLine("| step | resident MiB | ms a step |");
        Console.WriteLine("|--:|--:|--:|");
        using Contender library = Contender.Start("Gan.Core", settings, isNaive: false);
        int rounds = steps / settings.Steps;
        for (int round = 1; round <= rounds; round++)
        {
            library.Run(isWarmup: false);
            if (round % Math.Max(1, rounds / Lines) == 0)
            {
                Round now = library.Rounds[^1];
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"| {round * settings.Steps} | {now.ResidentMegabytes:F1} | {now.Milliseconds:F1} |"));
            }
        }
    }
}
