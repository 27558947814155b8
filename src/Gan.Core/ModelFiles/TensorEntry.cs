using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>One tensor of a safetensors file, as its header describes it.</summary>
/// <param name="Name">Unique in the file.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Shape">Its sides; empty for a single value.</param>
/// <param name="Begin">Where its bytes begin, counted from the end of the header.</param>
/// <param name="End">One past its last byte, counted likewise.</param>
internal sealed record TensorEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    /// <summary>How many bytes the values take.</summary>
    public long Length => End - Begin;
}
