namespace Gan.StepRace;

/// <summary>What a contender says about a round.</summary>
/// <param name="Milliseconds">Time of a step, with its share of all that the loop does besides.</param>
/// <param name="ManagedBytes">Allocated by .NET in a step.</param>
/// <param name="ResidentMegabytes">Memory of the process now.</param>
/// <param name="PeakMegabytes">Most memory of the process so far.</param>
internal sealed record Round(double Milliseconds, double ManagedBytes, double ResidentMegabytes, double PeakMegabytes);
