using System.Text;
using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Reading;

/// <summary>Checks <c>batches.meta.txt</c>: ten class names, one a line, in the order of the labels.</summary>
internal static class CifarMeta
{
    /// <summary>The real file has 61 bytes; more than this is something else.</summary>
    public const int MaxLength = 64 * 1024;

    /// <exception cref="GanDataException">The names are not those of CIFAR-10, so its labels mean something else.</exception>
    public static void Check(ReadOnlySpan<byte> text, string location)
    {
        // The official file ends with a blank line; copies come with CRLF or a byte order mark.
        string[] names = Encoding.UTF8.GetString(text).TrimStart('\uFEFF')
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length != CifarEdition.ClassCount)
        {
            throw new GanDataException($"{location} names {names.Length} classes; CIFAR-10 has ten. {CifarErrors.ReplaceFile}");
        }

        for (int label = 0; label < names.Length; label++)
        {
            if (names[label] != CifarEdition.ClassNames[label])
            {
                throw new GanDataException(
                    $"{location}: label {label} is '{names[label]}', and in CIFAR-10 it is '{CifarEdition.ClassNames[label]}'. "
                    + CifarErrors.ReplaceFile);
            }
        }
    }
}
