using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Gan.Core;

namespace Gan.StepRace;

/// <summary>
/// A loop in a process of its own, since the allocator's settings belong to a process: the naive loop must not profit from the library's.
/// Between its rounds it sleeps.
/// </summary>
internal sealed class Contender : IDisposable
{
    private readonly Process _process;
    private readonly List<Round> _rounds = [];

    private Contender(string name, Process process) => (Name, _process) = (name, process);

    /// <summary>What the table calls it.</summary>
    public string Name { get; }

    /// <summary>The rounds so far, without warm-up.</summary>
    public IReadOnlyList<Round> Rounds => _rounds;

    /// <summary>Starts a contender.</summary>
    /// <param name="name">What the table calls it.</param>
    /// <param name="settings">The contest.</param>
    /// <param name="isNaive">Whether it is the naive loop or the library.</param>
    /// <param name="keepsMemory">Whether glibc keeps freed memory, as the library has it.</param>
    /// <returns>The contender.</returns>
    public static Contender Start(string name, RaceSettings settings, bool isNaive, bool keepsMemory = false) => new(name, StartSelf(
        [
            "worker",
            isNaive ? "--naive=true" : "--naive=false",
            "--preset",
            settings.Preset,
            "--batch",
            $"{settings.BatchSize}",
            "--steps",
            $"{settings.Steps}",
            "--device",
            settings.Device,
            "--precision",
            $"{settings.Precision}",
            "--width",
            settings.Width.ToString(CultureInfo.InvariantCulture),
            "--image-side",
            $"{settings.ImageSide}",
        ],
        keepsMemory));

    /// <summary>Measures the fastest convolution in a process of its own, whose allocator keeps freed memory.</summary>
    /// <param name="device">Where.</param>
    /// <param name="precision">In what numbers.</param>
    /// <returns>Floating-point operations a second.</returns>
    public static double MeasurePeak(string device, Precision precision)
    {
        using Process process = StartSelf(["peak", "--device", device, "--precision", $"{precision}"], keepsMemory: true);
        return double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
    }

    /// <summary>Runs a round.</summary>
    /// <param name="isWarmup">Whether it does not count.</param>
    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public void Run(bool isWarmup)
    {
        _process.StandardInput.WriteLine(RoundClock.Go);
        string line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"'{Name}' has ended; what it wrote on standard error says why.");
        Round round = JsonSerializer.Deserialize<Round>(line)!;
        if (!isWarmup)
        {
            _rounds.Add(round);
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process StartSelf(IEnumerable<string> arguments, bool keepsMemory)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (keepsMemory)
        {
            start.Environment["MALLOC_MMAP_MAX_"] = "0";
            start.Environment["MALLOC_TRIM_THRESHOLD_"] = $"{int.MaxValue}";
            start.Environment["MALLOC_TOP_PAD_"] = $"{64 << 20}";
        }

        return Process.Start(start)!;
    }
}
