namespace Gan.Imaging;

/// <summary>How far the loading of an image folder is.</summary>
/// <param name="Done">Files dealt with so far.</param>
/// <param name="Total">Files in all.</param>
public readonly record struct ImageFolderProgress(int Done, int Total);
