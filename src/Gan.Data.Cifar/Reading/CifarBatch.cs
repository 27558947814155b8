using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Reading;

/// <summary>One file, checked: all of its labels, and the pixels of the records that are wanted.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Labels">The label byte of every record.</param>
/// <param name="Pixels">The wanted records' pixels, one after another.</param>
/// <param name="Selected">The wanted records' labels as indices into the wanted classes.</param>
internal sealed record CifarBatch(string File, byte[] Labels, ReadOnlyMemory<byte> Pixels, int[] Selected)
{
    /// <param name="records">The whole file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="location">Its path, for messages.</param>
    /// <param name="edition">The fixed facts of the format.</param>
    /// <exception cref="GanDataException">A label is outside the ten classes, or one class has more records than it can.</exception>
    public static byte[] ReadLabels(ReadOnlySpan<byte> records, string file, string location, CifarEdition edition)
    {
        byte[] labels = new byte[edition.RecordsPerFile];
        Span<int> counts = stackalloc int[CifarEdition.ClassCount];
        for (int record = 0; record < labels.Length; record++)
        {
            byte label = records[record * CifarEdition.BytesPerRecord];
            if (label >= CifarEdition.ClassCount)
            {
                throw new GanDataException(
                    $"{location}: record {record} at offset {record * CifarEdition.BytesPerRecord} has label {label}; labels are 0 to 9. "
                    + (LookAlikes.FromBatch(records, records.Length, edition) ?? CifarErrors.ReplaceFile));
            }

            labels[record] = label;
            counts[label]++;
        }

        int most = edition.RecordsPerClass(file == CifarEdition.TestFile ? 1 : CifarEdition.TrainFiles.Count);
        for (int label = 0; label < counts.Length; label++)
        {
            if (counts[label] > most)
            {
                string zeros = records.ContainsAnyExcept((byte)0) ? "" : "; the file holds nothing but zeros";
                throw new GanDataException(
                    $"{location}: {counts[label]} of its {labels.Length} records are labelled {label} ({CifarEdition.ClassNames[label]}), "
                    + $"and CIFAR-10 has only {most} of them there{zeros}. {CifarErrors.ReplaceFile}");
            }
        }

        return labels;
    }
}
