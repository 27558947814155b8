using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Gan.Core;

/// <summary>The names under which the library reports to OpenTelemetry and other listeners of .NET metrics and activities.</summary>
public static class GanDiagnostics
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Gan.Core";

    /// <summary>Counter: real pictures trained on.</summary>
    public const string ImagesName = "gan.training.images";

    /// <summary>Histogram: mean seconds of a step, recorded once a tick.</summary>
    public const string StepDurationName = "gan.training.step.duration";

    /// <summary>Activity: one call to train.</summary>
    public const string TrainActivityName = "gan.train";

    private static readonly Meter Meter = new(Name);

    internal static ActivitySource Activities { get; } = new(Name);

    internal static Counter<long> Images { get; } = Meter.CreateCounter<long>(ImagesName, "{image}", "Real pictures trained on.");

    internal static Histogram<double> StepDuration { get; } =
        Meter.CreateHistogram<double>(StepDurationName, "s", "Mean duration of a step over a tick.");
}
