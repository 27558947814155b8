namespace Gan.Data.Cifar;

/// <summary>How closely data that was not downloaded by this library is checked.</summary>
public enum CifarVerification
{
    /// <summary>
    /// File sizes, every label, the number of pictures of each class and repeated files are checked. Sets in the format of CIFAR-10 with
    /// other pixels pass, such as a re-encoded copy.
    /// </summary>
    Structure,

    /// <summary>
    /// Besides, the files must be the official ones, byte for byte: SHA-256 of an archive, SHA-1 of each file in a folder.
    /// </summary>
    OfficialChecksums,
}
