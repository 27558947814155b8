using Gan.Core;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Reading;

namespace Gan.Data.Cifar;

/// <summary>The dogs of CIFAR-10: 5,000 pictures for training, 1,000 for testing.</summary>
/// <threadsafety>All members may be used from any thread.</threadsafety>
public sealed class CifarDogDataset : Cifar10Dataset
{
    private CifarDogDataset(CifarContent content)
        : base(content)
    {
    }

    /// <summary>Reads the dogs; downloads and verifies CIFAR-10 the first time.</summary>
    /// <param name="options">
    /// Where to read from, and which split; null stands for the defaults. <see cref="CifarOptions.Classes"/> is not looked at.
    /// </param>
    /// <param name="progress">Told of a download, a few times a second.</param>
    /// <param name="cancellationToken">Ends the download or the reading; what was downloaded is kept for the next time.</param>
    /// <returns>The pictures in memory; the one class is called <c>dog</c>.</returns>
    /// <exception cref="CifarUnavailableException">The data is not on this machine and no mirror delivered it.</exception>
    /// <exception cref="GanDataException">The data is missing where it should be, damaged, or something else than CIFAR-10.</exception>
    /// <exception cref="ArgumentException">A setting has no meaning.</exception>
    public static new async Task<CifarDogDataset> LoadAsync(
        CifarOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CifarOptions dogs = (options ?? new CifarOptions()) with { Classes = [CifarClass.Dog] };
        CifarLoader loader = new(dogs, CifarEdition.Official, TimeProvider.System);
        return new CifarDogDataset(await loader.LoadAsync(progress, cancellationToken).ConfigureAwait(false));
    }
}
