namespace Gan.Data.Cifar.Archives;

/// <summary>Recognises what people have instead of the binary version of CIFAR-10, to say so.</summary>
internal static class LookAlikes
{
    private const string GetBinary = "Get the binary version of CIFAR-10, " + CifarEdition.ArchiveName + ", instead.";

    public const string Cifar100 = "This is CIFAR-100, which has two label bytes a picture. " + GetBinary;
    public const string Python = "This is the Python version of CIFAR-10 (pickle files). " + GetBinary;
    public const string Matlab = "This is the MATLAB version of CIFAR-10. " + GetBinary;

    /// <summary>What the name of a file, folder or archive member gives away; null if nothing.</summary>
    public static string? FromName(string name)
    {
        string first = name.Split('/')[0].ToLowerInvariant();
        string last = System.IO.Path.GetFileName(name.TrimEnd('/')).ToLowerInvariant();
        bool StartsWith(string prefix) => first.StartsWith(prefix, StringComparison.Ordinal);

        if (StartsWith("cifar-100") || last is "train.bin" or "test.bin" or "fine_label_names.txt")
        {
            return Cifar100;
        }

        if (StartsWith("cifar-10-batches-py") || StartsWith("cifar-10-python")
            || last is "batches.meta" || CifarEdition.AllFiles.Contains(last + ".bin"))
        {
            return Python;
        }

        if (StartsWith("cifar-10-batches-mat") || StartsWith("cifar-10-matlab") || last is "data_batch_1.mat" or "test_batch.mat")
        {
            return Matlab;
        }

        string? official = CifarEdition.AllFiles.FirstOrDefault(file => file.Equals(last, StringComparison.Ordinal));
        return official is not null && System.IO.Path.GetFileName(name) != official
            ? $"'{name}' has capital letters; rename it to {official}."
            : null;
    }

    /// <summary>What the first bytes and the length of a batch file give away; null if nothing.</summary>
    public static string? FromBatch(ReadOnlySpan<byte> start, long length, CifarEdition edition)
    {
        // A pickle of protocol 2 to 5 starts with PROTO and the protocol, then a dictionary or a frame.
        if (start.Length >= 3 && start[0] == 0x80 && start[1] is >= 2 and <= 5 && start[2] is (byte)'}' or 0x95 or (byte)'(')
        {
            return Python;
        }

        long cifar100 = (long)edition.RecordsPerFile * (CifarEdition.BytesPerRecord + 1);
        return length == cifar100 || length == 5 * cifar100 ? Cifar100 : FromContent(start);
    }

    /// <summary>What the first bytes of any file give away; null if nothing.</summary>
    public static string? FromContent(ReadOnlySpan<byte> start)
    {
        if (IsMarkup(start))
        {
            return "It is a web page: an error page was saved in place of the data.";
        }

        if (start.StartsWith("PK\x03\x04"u8))
        {
            return $"It is a zip file. Unpack it and name the folder, or get {CifarEdition.ArchiveName}.";
        }

        if (start.StartsWith("version https://git-lfs"u8))
        {
            return "It is a Git LFS pointer, not the data. Run 'git lfs pull'.";
        }

        return start.Length >= 262 && start.Slice(257, 5).SequenceEqual("ustar"u8)
            ? "It is a tar file without gzip compression. Unpack it and name the folder, or compress it with gzip."
            : null;
    }

    /// <summary>Whether bytes are the start of HTML or XML text.</summary>
    public static bool IsMarkup(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> text = start.StartsWith("\uFEFF"u8) ? start[3..] : start;
        text = text.TrimStart(" \t\r\n"u8);
        return text.Length >= 2 && text[0] == '<' && (text[1] is (byte)'!' or (byte)'?' || char.IsAsciiLetter((char)text[1]));
    }
}
