using System.Buffers.Binary;
using System.Text;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>Safetensors files put together by hand, right or wrong.</summary>
internal static class RawFile
{
    public const string Name = "model.safetensors";

    /// <summary>A length, a header as it is given, and zeros for data.</summary>
    public static byte[] Of(string header, int dataLength = 0) => Of(Encoding.UTF8.GetBytes(header), new byte[dataLength]);

    public static byte[] Of(byte[] header, byte[] data)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>The header's text for one tensor.</summary>
    public static string Tensor(string name, string type, string shape, string offsets) =>
        $"\"{name}\":{{\"dtype\":\"{type}\",\"shape\":[{shape}],\"data_offsets\":[{offsets}]}}";

    public static TensorFile Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return TensorFile.Read(stream, Name);
    }

    /// <summary>A file as Gan.Core writes it.</summary>
    public static byte[] Write(IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using MemoryStream stream = new();
        TensorFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    /// <summary>A file as other programs write it: without checksum.</summary>
    public static byte[] WriteForeign(
        IReadOnlyDictionary<string, torch.Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, tensors, metadata ?? new Dictionary<string, string>());
        return stream.ToArray();
    }
}
