namespace Gan.Data.Cifar.Archives;

/// <summary>Remedies that several messages share.</summary>
internal static class CifarErrors
{
    public const string ReplaceFile = "Copy the file again from its source, or delete the set to download the official archive.";

    public const string ReplaceArchive =
        "Copy the official " + CifarEdition.ArchiveName + " there, or delete it to download it.";
}
