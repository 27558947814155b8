using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Tests.Fakes;

/// <summary>
/// A set in the format of CIFAR-10 with few pictures. Like the real one, it has equal numbers of each class only over all training files.
/// </summary>
internal sealed class SmallCifar
{
    public const int RecordsPerFile = 20;
    private const string Meta = "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n";

    public SmallCifar()
    {
        Random random = new(10);
        byte[] labels = [.. Enumerable.Range(0, RecordsPerFile * 5).Select(i => (byte)(i % 10))];
        do
        {
            random.Shuffle(labels);
        }
        while (labels.Chunk(RecordsPerFile).Any(chunk => chunk.CountBy(label => label).All(pair => pair.Value == 2)));

        for (int file = 0; file < 6; file++)
        {
            byte[] content = new byte[RecordsPerFile * CifarEdition.BytesPerRecord];
            random.NextBytes(content);
            for (int record = 0; record < RecordsPerFile; record++)
            {
                content[record * CifarEdition.BytesPerRecord] = file < 5 ? labels[(file * RecordsPerFile) + record] : (byte)(record % 10);
            }

            Files[CifarEdition.AllFiles[file]] = content;
        }

        Archive = Pack();
    }

    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The set as a .tar.gz, as it was when the object was made.</summary>
    public byte[] Archive { get; }

    public CifarEdition Edition => EditionOf(Archive);

    public CifarEdition EditionOf(byte[] archive)
    {
#pragma warning disable CA5350 // The product compares SHA-1 as well.
        Dictionary<string, string> sums = Files.ToDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA1.HashData(file.Value)));
#pragma warning restore CA5350
        return new CifarEdition(RecordsPerFile, archive.Length, Convert.ToHexStringLower(SHA256.HashData(archive)), sums);
    }

    public string WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] content) in Files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        File.WriteAllText(Path.Combine(folder, CifarEdition.MetaName), Meta);
        return folder;
    }

    public byte[] Pack(Action<TarWriter>? first = null, IEnumerable<string>? order = null) => Gzip(Tar(first, order));

    public byte[] Tar(Action<TarWriter>? first = null, IEnumerable<string>? order = null)
    {
        using MemoryStream stream = new();
        using (TarWriter tar = new(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            first?.Invoke(tar);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, CifarEdition.FolderName + "/"));
            foreach (string name in order ?? [CifarEdition.MetaName, .. CifarEdition.AllFiles, CifarEdition.ReadmeName])
            {
                byte[] text = Encoding.ASCII.GetBytes(name == CifarEdition.MetaName ? Meta : "<html>");
                Write(tar, $"{CifarEdition.FolderName}/{name}", Files.GetValueOrDefault(name) ?? text);
            }
        }

        return stream.ToArray();
    }

    public static void Write(TarWriter tar, string name, byte[] content) =>
        tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });

    public static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
