using Gan.Core;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Reading;

namespace Gan.Data.Cifar;

/// <summary>Finds CIFAR-10 on this machine, and fetches it.</summary>
/// <example>
/// Cached data, else a download, else something else:
/// <code>
/// try
/// {
///     return await CifarDogDataset.LoadAsync();
/// }
/// catch (CifarUnavailableException offline)
/// {
///     Console.Error.WriteLine(offline.Message);
///     return fallback;
/// }
/// </code>
/// </example>
public static class CifarLocator
{
    /// <summary>The environment variable that names the folder in which data sets are kept.</summary>
    public const string CacheRootVariable = CacheFolder.Variable;

    /// <summary>
    /// The folder in which data sets are kept: the value of the environment variable <c>GAN_DATA_ROOT</c>, else <c>Gan.Core/data</c> in the
    /// user's local application data.
    /// </summary>
    /// <exception cref="GanDataException">The variable is not set and the user has no such folder.</exception>
    public static string DefaultCacheRoot => CacheFolder.Default;

    /// <summary>Finds data that can be read without a network, and does not look into it.</summary>
    /// <param name="options">Where to look; null stands for the defaults.</param>
    /// <returns>The full path of the archive or of the folder with the files; null if there is none.</returns>
    /// <exception cref="ArgumentException">A setting has no meaning.</exception>
    public static string? Find(CifarOptions? options = null)
    {
        options ??= new CifarOptions();
        options.Validate();
        return CifarSource.Find(options.DataPath ?? options.ResolvedCacheRoot, options.Split)?.Path;
    }

    /// <summary>Whether a path looks like CIFAR-10: an archive, or a folder with at least one of its files or with the archive.</summary>
    /// <param name="path">A file or folder, which need not exist.</param>
    /// <returns>True if it is worth passing as <see cref="CifarOptions.DataPath"/>; a damaged set looks like CIFAR-10 too.</returns>
    public static bool LooksLikeCifar10(string path) => CifarSource.Find(path, CifarSplit.Both) is not null;

    /// <summary>Makes sure that the data is on this machine: finds it, or downloads and verifies the official archive.</summary>
    /// <param name="options">Where to look and where to download from; null stands for the defaults.</param>
    /// <param name="progress">Told of a download, a few times a second.</param>
    /// <param name="cancellationToken">Ends the download; what has arrived is kept for the next time.</param>
    /// <returns>The full path of the archive or of the folder with the files.</returns>
    /// <exception cref="CifarUnavailableException">It is not there and no mirror delivered it.</exception>
    /// <exception cref="GanDataException">
    /// The data is not at <see cref="CifarOptions.DataPath"/>, a mirror sent wrong bytes, or they cannot be stored.
    /// </exception>
    /// <exception cref="ArgumentException">A setting has no meaning.</exception>
    public static async Task<string> EnsureAsync(
        CifarOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CifarLoader loader = new(options ?? new CifarOptions(), CifarEdition.Official, TimeProvider.System);
        return (await loader.LocateAsync(progress, cancellationToken).ConfigureAwait(false)).Path;
    }
}
