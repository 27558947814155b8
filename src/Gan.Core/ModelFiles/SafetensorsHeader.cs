namespace Gan.Core.ModelFiles;

/// <summary>What a safetensors file says of itself before its data.</summary>
/// <param name="Metadata">The free texts of the file.</param>
/// <param name="Tensors">The tensors in the order of their data, without holes or overlap.</param>
/// <param name="ChecksumOffset">Where the digits of the checksum are in the header; −1 without one.</param>
internal sealed record SafetensorsHeader(
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<TensorEntry> Tensors,
    int ChecksumOffset);
