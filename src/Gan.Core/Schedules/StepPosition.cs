namespace Gan.Core;

/// <summary>Where in its run a step is taken: what schedules go by.</summary>
/// <param name="Step">Steps done before, since the start of the run.</param>
/// <param name="Images">Real pictures shown to the discriminator before, since the start of the run.</param>
/// <param name="Share">The part of the run that is done, from 0 at its first step to 1 after its last.</param>
public readonly record struct StepPosition(long Step, long Images, double Share);
