namespace Gan.Detection;

/// <summary>What pictures are for. Those of one split are of no use to another.</summary>
public enum DetectionSplit
{
    /// <summary>To learn from.</summary>
    Training,

    /// <summary>To end training, calibrate and choose a threshold by.</summary>
    Validation,

    /// <summary>To judge by.</summary>
    Test,
}
