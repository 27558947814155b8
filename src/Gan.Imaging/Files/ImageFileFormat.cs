namespace Gan.Imaging;

/// <summary>The kinds of picture file that are read and written.</summary>
public enum ImageFileFormat
{
    /// <summary>PNG: exact, every pixel comes back as it was.</summary>
    Png,

    /// <summary>JPEG: smaller, pixels come back nearly as they were.</summary>
    Jpeg,
}
