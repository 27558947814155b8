using System.Diagnostics;
using System.Text.Json;

namespace Gan.StepRace;

/// <summary>A contender's side of the contest: waits for each start on standard input and answers on standard output.</summary>
internal sealed class RoundClock
{
    /// <summary>The line that starts a round; the end of the input ends the contest.</summary>
    public const string Go = "go";

    private readonly int _steps;
    private long _start;
    private long _allocated;

    /// <summary>Creates a clock.</summary>
    /// <param name="steps">Steps in a round.</param>
    public RoundClock(int steps) => _steps = steps;

    /// <summary>Waits for the next round.</summary>
    /// <returns>False when there is none.</returns>
    public bool Wait()
    {
        bool go = Console.ReadLine() == Go;
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _start = Stopwatch.GetTimestamp();
        return go;
    }

    /// <summary>Ends the round, on the thread that began it, once the device is done.</summary>
    public void Report()
    {
        TimeSpan time = Stopwatch.GetElapsedTime(_start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - _allocated;
        using Process self = Process.GetCurrentProcess();
        Round round = new(
            time.TotalMilliseconds / _steps,
            (double)allocated / _steps,
            self.WorkingSet64 / 1048576.0,
            self.PeakWorkingSet64 / 1048576.0);
        Console.WriteLine(JsonSerializer.Serialize(round));
    }
}
