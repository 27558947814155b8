namespace Gan.Core;

/// <summary>Reads a data set of anybody's making, and believes none of its labels.</summary>
internal static class DatasetReading
{
    /// <summary>Bytes of all pictures together.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <returns>Count × channels × height × width.</returns>
    public static long ByteCount(this IImageDataset dataset) => (long)dataset.Count * dataset.Shape.ValueCount;

    /// <summary>Copies one picture and gives its label.</summary>
    /// <param name="dataset">The pictures.</param>
    /// <param name="index">From 0 to the count − 1.</param>
    /// <param name="destination">Receives the bytes.</param>
    /// <returns>An index into the names of the classes.</returns>
    /// <exception cref="GanDataException">The label is outside the classes.</exception>
    public static int ReadImage(this IImageDataset dataset, int index, Span<byte> destination)
    {
        dataset.CopyImage(index, destination);
        int label = dataset.GetLabel(index);
        return label >= 0 && label < dataset.ClassNames.Count
            ? label
            : throw new GanDataException(
                $"'{dataset.Name}': picture {index} has label {label}, and there are {dataset.ClassNames.Count} classes.");
    }
}
