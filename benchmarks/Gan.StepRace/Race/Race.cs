using Gan.Core;

namespace Gan.StepRace;

/// <summary>Starts the contenders of every preset and batch size and lets them take turns.</summary>
internal sealed class Race(string device, int steps, int rounds, IReadOnlyList<Precision> precisions)
{
    private const int Warmups = 2;

    public void Run(IEnumerable<string> presets, IReadOnlyList<int> batchSizes)
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors; {rounds} rounds of {steps} steps in turn.");
        Console.WriteLine();
        RaceTable.WriteHeader();
        foreach (string preset in presets)
        {
            foreach (int batchSize in batchSizes)
            {
                Run(new RaceSettings(preset, batchSize, steps, device));
            }
        }
    }

    private void Run(RaceSettings settings)
    {
        List<Contender> contenders = [];
        Dictionary<Precision, List<double>> peaks = precisions.ToDictionary(precision => precision, _ => new List<double>());
        try
        {
            Contender naive = Contender.Start("naive", settings, isNaive: true);
            contenders.Add(naive);
            if (OperatingSystem.IsLinux())
            {
                contenders.Add(Contender.Start("naive, allocator tuned", settings, isNaive: true, keepsMemory: true));
            }

            int naives = contenders.Count;
            contenders.AddRange(precisions.Select(precision => Contender.Start($"Gan.Core, {precision}", settings with { Precision = precision }, isNaive: false)));
            for (int round = 0; round < Warmups + rounds; round++)
            {
                foreach (Contender contender in contenders)
                {
                    contender.Run(isWarmup: round < Warmups);
                }

                if (round >= Warmups)
                {
                    foreach ((Precision precision, List<double> measured) in peaks)
                    {
                        measured.Add(Contender.MeasurePeak(device, precision));
                    }
                }
            }

            for (int i = 0; i < contenders.Count; i++)
            {
                RaceTable.Write(settings, contenders[i], naive, i < naives ? null : peaks[precisions[i - naives]]);
            }
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
        }
    }
}
