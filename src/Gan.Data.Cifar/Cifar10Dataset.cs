using Gan.Core;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Reading;

namespace Gan.Data.Cifar;

/// <summary>
/// CIFAR-10 (Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009), whole or some of its classes: 3×32×32 colour
/// pictures held in memory, 5,000 a class for training and 1,000 for testing, in the order of the files.
/// </summary>
/// <threadsafety>All members may be used from any thread.</threadsafety>
public class Cifar10Dataset : IImageDataset
{
    private readonly ImageDataset _images;

    internal Cifar10Dataset(CifarContent content)
    {
        _images = content.Images;
        Classes = content.Classes;
        Split = content.Split;
        Source = content.Source;
    }

    /// <summary>The classes in the order of their labels; a picture's label is an index into this list.</summary>
    public IReadOnlyList<CifarClass> Classes { get; }

    /// <summary>Which part was read.</summary>
    public CifarSplit Split { get; }

    /// <summary>The full path of the archive or folder that was read.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public string Name => _images.Name;

    /// <inheritdoc/>
    public ImageShape Shape => _images.Shape;

    /// <inheritdoc/>
    public int Count => _images.Count;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => _images.ClassNames;

    /// <inheritdoc/>
    public string Fingerprint => _images.Fingerprint;

    /// <summary>Reads CIFAR-10; downloads and verifies it the first time.</summary>
    /// <param name="options">What to read and from where; null stands for all classes, training, cached or downloaded.</param>
    /// <param name="progress">Told of a download, a few times a second.</param>
    /// <param name="cancellationToken">Ends the download or the reading; what was downloaded is kept for the next time.</param>
    /// <returns>The pictures in memory.</returns>
    /// <exception cref="CifarUnavailableException">The data is not on this machine and no mirror delivered it.</exception>
    /// <exception cref="GanDataException">The data is missing where it should be, damaged, or something else than CIFAR-10.</exception>
    /// <exception cref="ArgumentException">A setting has no meaning.</exception>
    public static async Task<Cifar10Dataset> LoadAsync(
        CifarOptions? options = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        CifarLoader loader = new(options ?? new CifarOptions(), CifarEdition.Official, TimeProvider.System);
        return new Cifar10Dataset(await loader.LoadAsync(progress, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public int GetLabel(int index) => _images.GetLabel(index);

    /// <inheritdoc/>
    public void CopyImage(int index, Span<byte> destination) => _images.CopyImage(index, destination);
}
