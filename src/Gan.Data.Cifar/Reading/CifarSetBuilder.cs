using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Reading;

/// <summary>
/// Takes the files one by one in any order, keeps the wanted records, checks the files against each other and makes the set.
/// </summary>
internal sealed class CifarSetBuilder
{
    private readonly CifarSplit _split;
    private readonly CifarClass[] _classes;
    private readonly List<CifarBatch> _batches = [];

    // How many pictures the set has is known beforehand, so they are stored once, in place.
    private readonly byte[] _pixels;
    private int _used;

    public CifarSetBuilder(CifarOptions options, CifarEdition edition)
    {
        _split = options.Split;
        _classes = options.SelectedClasses;
        Edition = edition;
        Files = CifarEdition.FilesOf(options.Split);
        FileBuffer = GC.AllocateUninitializedArray<byte>(edition.FileSize);
        _pixels = GC.AllocateUninitializedArray<byte>(
            edition.RecordsPerClass(Files.Count) * _classes.Length * CifarEdition.PixelsPerRecord);
    }

    public CifarEdition Edition { get; }

    /// <summary>The files to add.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Room for one file; the reader fills it again and again.</summary>
    public byte[] FileBuffer { get; }

    /// <summary>Takes the file that <see cref="FileBuffer"/> holds.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="location">Its path, for messages.</param>
    /// <exception cref="GanDataException">The file's labels are wrong.</exception>
    public void Add(string file, string location)
    {
        byte[] labels = CifarBatch.ReadLabels(FileBuffer, file, location, Edition);
        int[] classIndex = [.. Enum.GetValues<CifarClass>().Select(type => Array.IndexOf(_classes, type))];
        int[] selected = [.. labels.Select(label => classIndex[label]).Where(index => index >= 0)];
        Memory<byte> pixels = Take(selected.Length * CifarEdition.PixelsPerRecord);
        Span<byte> free = pixels.Span;
        for (int record = 0; record < labels.Length; record++)
        {
            if (classIndex[labels[record]] >= 0)
            {
                FileBuffer.AsSpan((record * CifarEdition.BytesPerRecord) + 1, CifarEdition.PixelsPerRecord).CopyTo(free);
                free = free[CifarEdition.PixelsPerRecord..];
            }
        }

        _batches.Add(new CifarBatch(file, labels, pixels, selected));
    }

    /// <summary>Makes the set, once every file has been added.</summary>
    /// <param name="location">The folder or archive, for messages.</param>
    /// <exception cref="GanDataException">A file is there twice, or the classes do not have the counts that CIFAR-10 has.</exception>
    public ImageDataset Build(string location)
    {
        // The set has one order whatever that of an archive is, so that its fingerprint does not depend on where it came from.
        CifarBatch[] ordered = [.. Files.Select(file => _batches.Single(batch => batch.File == file))];
        RefuseRepetition(ordered, location);
        RequireCounts([.. ordered.Where(batch => batch.File != CifarEdition.TestFile)], location);
        RequireCounts([.. ordered.Where(batch => batch.File == CifarEdition.TestFile)], location);

        byte[] pixels = _batches.SequenceEqual(ordered) ? _pixels : Concatenate(ordered);
        string[] names = [.. _classes.Select(type => CifarEdition.ClassNames[(int)type])];
        return new ImageDataset(NameOf(_split, names), CifarEdition.Shape, pixels, [.. ordered.SelectMany(batch => batch.Selected)], names);
    }

    private static string NameOf(CifarSplit split, string[] names)
    {
        string part = split switch { CifarSplit.Train => "train", CifarSplit.Test => "test", _ => "train and test" };
        return names.Length == CifarEdition.ClassCount ? $"CIFAR-10 ({part})" : $"CIFAR-10 {string.Join(", ", names)} ({part})";
    }

    private static void RefuseRepetition(CifarBatch[] batches, string location)
    {
        for (int second = 1; second < batches.Length; second++)
        {
            CifarBatch later = batches[second];
            CifarBatch? earlier = Array.Find(batches[..second], batch =>
                batch.Labels.AsSpan().SequenceEqual(later.Labels) && batch.Pixels.Span.SequenceEqual(later.Pixels.Span));
            if (earlier is not null)
            {
                throw new GanDataException(
                    $"{location}: {earlier.File} and {later.File} hold the same records, so one is a copy. {CifarErrors.ReplaceFile}");
            }
        }
    }

    private static byte[] Concatenate(CifarBatch[] batches)
    {
        byte[] pixels = GC.AllocateUninitializedArray<byte>(batches.Sum(batch => batch.Pixels.Length));
        Memory<byte> free = pixels;
        foreach (CifarBatch batch in batches)
        {
            batch.Pixels.CopyTo(free);
            free = free[batch.Pixels.Length..];
        }

        return pixels;
    }

    private Memory<byte> Take(int length)
    {
        // A damaged set may have too many; it is refused at the end, with the counts of all files.
        if (length > _pixels.Length - _used)
        {
            return new byte[length];
        }

        _used += length;
        return _pixels.AsMemory(_used - length, length);
    }

    private void RequireCounts(CifarBatch[] group, string location)
    {
        int[] counts = new int[CifarEdition.ClassCount];
        foreach (byte label in group.SelectMany(batch => batch.Labels))
        {
            counts[label]++;
        }

        int expected = Edition.RecordsPerClass(group.Length);
        string[] wrong = [.. counts.Select((count, label) => (count, label)).Where(pair => pair.count != expected)
            .Select(pair => $"{pair.count} {CifarEdition.ClassNames[pair.label]}")];
        if (wrong.Length > 0)
        {
            throw new GanDataException(
                $"{location}: {string.Join(", ", group.Select(batch => batch.File))} hold {string.Join(", ", wrong)}; CIFAR-10 has "
                + $"exactly {expected} of each class there. A file was swapped, repeated or altered. {CifarErrors.ReplaceFile}");
        }
    }
}
