namespace Gan.Data.Cifar;

/// <summary>What a download is busy with.</summary>
public enum DownloadStage
{
    /// <summary>Another process downloads the same file; its result will be used.</summary>
    WaitingForOtherProcess,

    /// <summary>Bytes are arriving.</summary>
    Downloading,

    /// <summary>All bytes are there and their checksum is being computed.</summary>
    Verifying,
}
