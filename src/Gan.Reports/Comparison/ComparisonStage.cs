namespace Gan.Reports;

/// <summary>What a comparison does with a run.</summary>
public enum ComparisonStage
{
    /// <summary>It trains the run, or finds it finished.</summary>
    Training,

    /// <summary>It measures one of the run's generators, or the held-out pictures.</summary>
    Measuring,

    /// <summary>It has measured one.</summary>
    Measured,
}
