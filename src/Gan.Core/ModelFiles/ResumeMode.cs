namespace Gan.Core;

/// <summary>What to do about a run that a folder holds already.</summary>
public enum ResumeMode
{
    /// <summary>Go on with it from its newest checkpoint; start anew when the folder holds none.</summary>
    Auto,

    /// <summary>Refuse a folder that holds a run.</summary>
    Never,

    /// <summary>Refuse a folder that holds no checkpoint.</summary>
    Always,
}
