using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>
/// Named tensors and texts in a safetensors file, the format that PyTorch and Hugging Face read and write.
/// <para>
/// Files written here carry a checksum of all their bytes, so that every change is noticed when they are read. Files of other programs
/// are read too; they have no checksum, and their structure alone is verified.
/// Format: https://github.com/huggingface/safetensors.
/// </para>
/// </summary>
/// <threadsafety>The static members may be called from any thread; an instance belongs to one thread at a time.</threadsafety>
public sealed class TensorFile : IDisposable
{
    private const string FormatKey = "gan.format";
    private const string Format = "1";
    private readonly Dictionary<string, Tensor> _tensors;
    private bool _disposed;

    private TensorFile(string name, Dictionary<string, string> metadata, Dictionary<string, Tensor> tensors)
    {
        Name = name;
        Metadata = metadata;
        _tensors = tensors;
    }

    /// <summary>The path or name that the file was read from, for messages.</summary>
    public string Name { get; }

    /// <summary>
    /// The texts that were given to <see cref="Write(string, IReadOnlyDictionary{string, Tensor}, IReadOnlyDictionary{string, string}?)"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// The tensors: contiguous, on the CPU, of no dispose scope. They are disposed with the file; copy what must outlive it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The file is disposed.</exception>
    public IReadOnlyDictionary<string, Tensor> Tensors
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _tensors;
        }
    }

    /// <summary>Reads a file completely and verifies it.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The content. The caller disposes it.</returns>
    /// <exception cref="GanFileException">The file is missing, cannot be read, is damaged, or was written by a newer version.</exception>
    public static TensorFile Read(string path)
    {
        try
        {
            using FileStream stream = Open(path);
            return Read(stream, path);
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnReading(path, failure);
        }
    }

    /// <summary>Reads a file from a stream and verifies it.</summary>
    /// <param name="stream">Seekable. The file reaches from its position to its end; it is left open.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>The content. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The stream is not seekable, so that claims about its length could not be checked.</exception>
    /// <exception cref="GanFileException">The content is damaged, cannot be read, or was written by a newer version.</exception>
    public static TensorFile Read(Stream stream, string name)
    {
        if (!stream.CanSeek)
        {
            throw new ArgumentException("The stream must be seekable; copy it into a MemoryStream or a file first.", nameof(stream));
        }

        try
        {
            SafetensorsReader reader = SafetensorsReader.Open(stream, name);
            Dictionary<string, string> metadata = UnsealMetadata(reader.Header, name);
            TorchRuntime.EnsureLoaded();
            return new TensorFile(name, metadata, reader.ReadTensors());
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnReading(name, failure);
        }
    }

    /// <summary>
    /// Reads a file's texts without its values: fast whatever the file's size. The structure is verified, the checksum is not.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>
    /// The texts that were given to <see cref="Write(string, IReadOnlyDictionary{string, Tensor}, IReadOnlyDictionary{string, string}?)"/>.
    /// </returns>
    /// <exception cref="GanFileException">The file is missing, cannot be read, is damaged, or was written by a newer version.</exception>
    public static IReadOnlyDictionary<string, string> ReadMetadata(string path)
    {
        try
        {
            using FileStream stream = Open(path);
            return UnsealMetadata(SafetensorsReader.Open(stream, path).Header, path);
        }
        catch (Exception failure) when (FileFailure.IsKnown(failure))
        {
            throw FileFailure.OnReading(path, failure);
        }
    }

    /// <summary>
    /// Writes a file so that, whatever happens meanwhile, the path holds either what it held before or the complete new file. The same
    /// content gives the same bytes.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced. Its folder must exist.</param>
    /// <param name="tensors">
    /// Tensors of any device, shape and strides, of type float64, float32, float16, bfloat16, int64, int32, int16, int8, uint8 or bool.
    /// They are unchanged.
    /// </param>
    /// <param name="metadata">Texts to keep with them; none by default. The keys <c>gan.format</c> and <c>gan.sha256</c> are taken.</param>
    /// <exception cref="ArgumentException">A tensor or text cannot be written; it is named, and the path is untouched.</exception>
    /// <exception cref="GanFileException">
    /// The system refuses, for example for want of space or permission; the path is untouched.
    /// </exception>
    public static void Write(
        string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes a file into a stream.</summary>
    /// <param name="stream">Receives the file from its position on; need not be seekable, and is left open.</param>
    /// <param name="tensors">
    /// Tensors of any device, shape and strides, of type float64, float32, float16, bfloat16, int64, int32, int16, int8, uint8 or bool.
    /// They are unchanged.
    /// </param>
    /// <param name="metadata">Texts to keep with them; none by default. The keys <c>gan.format</c> and <c>gan.sha256</c> are taken.</param>
    /// <exception cref="ArgumentException">A tensor or text cannot be written; it is named, and nothing was written.</exception>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        TorchRuntime.EnsureLoaded();
        SafetensorsWriter.Write(stream, tensors, SealMetadata(metadata));
    }

    /// <summary>Finds a text that the file must have.</summary>
    /// <param name="key">Its key.</param>
    /// <returns>The text.</returns>
    /// <exception cref="GanFileException">The file has no such text, so it is of another kind.</exception>
    public string GetMetadata(string key) =>
        Metadata.TryGetValue(key, out string? text) ? text : throw new GanFileException(
            $"'{Name}' has no metadata {Quoted.Text(key)}, so it is a file of another kind. Check which file is meant.");

    /// <summary>Selects one part of a file that holds several, such as both networks of a checkpoint.</summary>
    /// <param name="prefix">How the names of the part begin, such as <c>generator/</c>.</param>
    /// <returns>The tensors of the part, under the rest of their names. They still belong to the file.</returns>
    /// <exception cref="ObjectDisposedException">The file is disposed.</exception>
    public IReadOnlyDictionary<string, Tensor> GetTensorsUnder(string prefix) =>
        Tensors.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Disposes the tensors.</summary>
    public void Dispose()
    {
        _disposed = true;
        foreach (Tensor tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }

    private static FileStream Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new GanFileException($"'{path}' is a pipe or a device. Copy its content to a file first.");
        }

        return stream;
    }

    private static Dictionary<string, string> SealMetadata(IReadOnlyDictionary<string, string>? metadata)
    {
        Dictionary<string, string> complete = new(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (!complete.TryAdd(FormatKey, Format) || !complete.TryAdd(FileChecksum.Key, FileChecksum.Placeholder))
        {
            throw new ArgumentException($"The metadata keys '{FormatKey}' and '{FileChecksum.Key}' are taken.", nameof(metadata));
        }

        return complete;
    }

    private static Dictionary<string, string> UnsealMetadata(SafetensorsHeader header, string name)
    {
        Dictionary<string, string> texts = new(header.Metadata, StringComparer.Ordinal);
        bool isSealed = texts.Remove(FileChecksum.Key);
        bool isOurs = texts.Remove(FormatKey, out string? format);

        // Each key vouches for the other: without this, one changed bit in a key would turn the checksum off.
        if (isSealed != isOurs)
        {
            throw GanFileException.Damaged(name, $"of the metadata '{FormatKey}' and '{FileChecksum.Key}' it has only one");
        }

        return !isOurs || format == Format ? texts : throw new GanFileException(
            $"'{name}' has the file format {Quoted.Text(format!)}, and this version of Gan.Core reads {Format}. "
            + "It is damaged or was written by a newer version: update the package Gan.Core, or use another copy.");
    }
}
