using Gan.Core;

namespace Gan.Data.Cifar.Archives;

/// <summary>
/// The fixed facts of the binary version: file names, sizes and checksums. Tests make small editions of the same format.
/// </summary>
/// <param name="RecordsPerFile">Pictures in each of the six files; a multiple of ten.</param>
/// <param name="ArchiveSize">Bytes of the archive.</param>
/// <param name="ArchiveSha256">SHA-256 of the archive, lower-case hexadecimal.</param>
/// <param name="FileSha1">SHA-1 of each file by its name, lower-case hexadecimal.</param>
internal sealed record CifarEdition(
    int RecordsPerFile, long ArchiveSize, string ArchiveSha256, IReadOnlyDictionary<string, string> FileSha1)
{
    public const int ClassCount = 10;
    public const int PixelsPerRecord = 3 * 32 * 32;
    public const int BytesPerRecord = 1 + PixelsPerRecord;
    public const string ArchiveName = "cifar-10-binary.tar.gz";
    public const string FolderName = "cifar-10-batches-bin";
    public const string MetaName = "batches.meta.txt";
    public const string ReadmeName = "readme.html";
    public const string TestFile = "test_batch.bin";

    public static readonly ImageShape Shape = new(3, 32, 32);

    public static readonly IReadOnlyList<string> TrainFiles =
        ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];

    public static readonly IReadOnlyList<string> AllFiles = [.. TrainFiles, TestFile];

    public static readonly IReadOnlyList<string> ClassNames = [.. Enum.GetNames<CifarClass>().Select(name => name.ToLowerInvariant())];

    // Archive: size and SHA-256 as published by independent audits whose MD5 is the one on the authors' page.
    // Files: the SHA-1 list of Apache MXNet's Gluon data sets.
    public static readonly CifarEdition Official = new(
        10_000,
        170_052_171,
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        new Dictionary<string, string>
        {
            ["data_batch_1.bin"] = "aadd24acce27caa71bf4b10992e9e7b2d74c2540",
            ["data_batch_2.bin"] = "c0ba65cce70568cd57b4e03e9ac8d2a5367c1795",
            ["data_batch_3.bin"] = "1dd00a74ab1d17a6e7d73e185b69dbf31242f295",
            ["data_batch_4.bin"] = "aab85764eb3584312d3c7f65fd2fd016e36a258e",
            ["data_batch_5.bin"] = "26e2849e66a845b7f1e4614ae70f4889ae604628",
            ["test_batch.bin"] = "67eb016db431130d61cd03c7ad570b013799c88c",
        });

    public int FileSize => RecordsPerFile * BytesPerRecord;

    public static IReadOnlyList<string> FilesOf(CifarSplit split) => split switch
    {
        CifarSplit.Train => TrainFiles,
        CifarSplit.Test => [TestFile],
        _ => AllFiles,
    };

    /// <summary>How many pictures of each class a group of whole files holds together.</summary>
    public int RecordsPerClass(int files) => RecordsPerFile / ClassCount * files;
}
