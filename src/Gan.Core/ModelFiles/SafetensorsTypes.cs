using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>The names that safetensors gives to the types of values.</summary>
internal static class SafetensorsTypes
{
    // The order in which the reference implementation lays out the data, so that the same weights give the same bytes.
    private static readonly (string Name, ScalarType Type, int Size)[] InFileOrder =
    [
        ("I64", ScalarType.Int64, 8),
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("I32", ScalarType.Int32, 4),
        ("BF16", ScalarType.BFloat16, 2),
        ("F16", ScalarType.Float16, 2),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    /// <summary>The names of all types that can be read and written, for messages.</summary>
    public static string All => string.Join(", ", InFileOrder.Select(known => known.Name));

    /// <summary>Finds a type by its name in the file.</summary>
    public static bool TryParse(string name, out ScalarType type)
    {
        int index = Array.FindIndex(InFileOrder, known => known.Name == name);
        type = index < 0 ? default : InFileOrder[index].Type;
        return index >= 0;
    }

    /// <summary>
    /// The position of a type among the data, wide types first so that all stay aligned; −1 where the format has no such type.
    /// </summary>
    public static int Rank(ScalarType type) => Array.FindIndex(InFileOrder, known => known.Type == type);

    /// <summary>The name of a type that has a <see cref="Rank"/>.</summary>
    public static string Name(ScalarType type) => InFileOrder[Rank(type)].Name;

    /// <summary>The bytes that one value takes.</summary>
    public static int Size(ScalarType type) => InFileOrder[Rank(type)].Size;
}
