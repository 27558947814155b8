namespace Gan.Core.ModelFiles;

/// <summary>Where and with what a run ran.</summary>
/// <param name="GanCore">The version of this library.</param>
/// <param name="TorchSharp">The version of TorchSharp.</param>
/// <param name="Device">The device.</param>
/// <param name="Threads">Threads that libtorch computed with: another number gives other rounding.</param>
/// <param name="Platform">The system and processor.</param>
/// <param name="Precision">In what numbers the networks computed.</param>
public sealed record RunEnvironment(string GanCore, string TorchSharp, string Device, int Threads, string Platform, Precision Precision = Precision.Float32);
