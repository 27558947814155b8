using Gan.Core;

namespace Gan.Imaging;

/// <summary>
/// Pictures from a folder of PNG and JPEG files of any size. Sub-folders are classes; without sub-folders, all pictures are of one class.
/// </summary>
/// <remarks>
/// Order, labels and pixels depend on the folder alone: names are sorted by their code units, whatever the culture. Hidden files and
/// folders, and files with other extensions, are left alone.
/// </remarks>
public sealed class ImageFolderDataset : IImageDataset
{
    private const int NamedFailures = 10;
    private const int ReportEvery = 64;

    private readonly ImageDataset _images;

    private ImageFolderDataset(ImageDataset images, IReadOnlyList<string> files, IReadOnlyList<string> skippedFiles)
    {
        _images = images;
        Files = files;
        SkippedFiles = skippedFiles;
    }

    /// <summary>The shape of the pictures when none is asked for.</summary>
    /// <value>3×32×32.</value>
    public static ImageShape DefaultShape { get; } = new(3, 32, 32);

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

    /// <summary>The full path of every picture, by index.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The full paths of the files that could not be read and were skipped; empty unless skipping was asked for.</summary>
    public IReadOnlyList<string> SkippedFiles { get; }

    /// <summary>Reads a folder, several files at a time.</summary>
    /// <param name="folder">
    /// Holds <c>.png</c>, <c>.jpg</c> and <c>.jpeg</c> files, or one sub-folder a class whose files, at any depth, are the class's
    /// pictures.
    /// </param>
    /// <param name="shape">
    /// The shape to bring every picture to, as <see cref="RgbImage.FitTo"/> does: centre-cropped, resampled, grey for one channel.
    /// <see langword="null"/> means <see cref="DefaultShape"/>.
    /// </param>
    /// <param name="skipUnreadable">
    /// Leaves out the files that cannot be read, and lists them in <see cref="SkippedFiles"/>, instead of failing.
    /// </param>
    /// <param name="progress">Told every 64 files, and at the end; never by two threads at once.</param>
    /// <param name="cancellationToken">Stops the reading between files.</param>
    /// <returns>The pictures, held in memory: <see cref="ImageShape.ValueCount"/> bytes each.</returns>
    /// <exception cref="GanDataException">
    /// The folder is missing or cannot be listed, holds no picture, holds pictures both beside and inside sub-folders, has a class without
    /// a picture, has unreadable files (the message names the first 10), or is too large for memory.
    /// </exception>
    /// <exception cref="ArgumentException">The shape has neither 1 nor 3 channels, or a side below 1.</exception>
    /// <exception cref="OperationCanceledException">The reading was cancelled.</exception>
    public static ImageFolderDataset Load(
        string folder,
        ImageShape? shape = null,
        bool skipUnreadable = false,
        IProgress<ImageFolderProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ImageShape target = shape ?? DefaultShape;
        if (target.Channels is not (1 or 3) || target.Height < 1 || target.Width < 1)
        {
            throw new ArgumentException($"A picture has 1 or 3 channels and sides of at least 1; this shape is {target}.", nameof(shape));
        }

        ImageFolderListing listing = ImageFolderListing.Of(folder);
        int count = listing.Files.Count;
        if ((long)count * target.ValueCount > Array.MaxLength)
        {
            throw new GanDataException(
                $"'{folder}' holds {count} pictures; as {target} they would take {(long)count * target.ValueCount} bytes, and an array holds {Array.MaxLength}. "
                + "Use a smaller shape or fewer files.");
        }

        byte[] pixels = new byte[count * target.ValueCount];
        var failures = new GanDataException?[count];
        var progressLock = new Lock();
        int done = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                ImageFile.Read(listing.Files[i]).FitTo(target).CopyTo(pixels, i * target.ValueCount);
            }
            catch (GanDataException failure)
            {
                failures[i] = failure;
            }

            lock (progressLock)
            {
                done++;
                if (done % ReportEvery == 0 || done == count)
                {
                    progress?.Report(new ImageFolderProgress(done, count));
                }
            }
        });

        return skipUnreadable || failures.All(failure => failure is null)
            ? Collect(listing, target, pixels, failures)
            : throw Unreadable(folder, failures);
    }

    /// <inheritdoc/>
    public int GetLabel(int index) => _images.GetLabel(index);

    /// <inheritdoc/>
    public void CopyImage(int index, Span<byte> destination) => _images.CopyImage(index, destination);

    private static ImageFolderDataset Collect(ImageFolderListing listing, ImageShape shape, byte[] pixels, GanDataException?[] failures)
    {
        int[] kept = [.. Enumerable.Range(0, failures.Length).Where(i => failures[i] is null)];
        for (int i = 0; i < kept.Length; i++)
        {
            pixels.AsSpan(kept[i] * shape.ValueCount, shape.ValueCount).CopyTo(pixels.AsSpan(i * shape.ValueCount));
        }

        int[] labels = [.. kept.Select(i => listing.Labels[i])];
        string[] withoutPicture = [.. listing.ClassNames.Where((_, label) => !labels.Contains(label))];
        if (withoutPicture.Length > 0)
        {
            throw new GanDataException(
                $"'{listing.Folder}': no file of class {string.Join(", ", withoutPicture)} could be read. {failures.First(failure => failure is not null)!.Message}");
        }

        Array.Resize(ref pixels, kept.Length * shape.ValueCount);
        return new ImageFolderDataset(
            new ImageDataset(listing.Name, shape, pixels, labels, listing.ClassNames),
            [.. kept.Select(i => listing.Files[i])],
            [.. listing.Files.Where((_, i) => failures[i] is not null)]);
    }

    private static GanDataException Unreadable(string folder, GanDataException?[] failures)
    {
        GanDataException[] found = [.. failures.OfType<GanDataException>()];
        IEnumerable<string> lines = found.Take(NamedFailures).Select(failure => $"  {failure.Message}");
        if (found.Length > NamedFailures)
        {
            lines = lines.Append($"  and {found.Length - NamedFailures} more.");
        }

        return new GanDataException(
            $"{found.Length} of the {failures.Length} files in '{folder}' cannot be used. Replace or remove them, or load with skipUnreadable: true."
            + $"{Environment.NewLine}{string.Join(Environment.NewLine, lines)}",
            found[0]);
    }
}
