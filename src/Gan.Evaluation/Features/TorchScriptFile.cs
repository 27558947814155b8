using System.IO.Compression;
using System.Security.Cryptography;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Checks a TorchScript file before libtorch sees it: some of libtorch's own errors about damaged code end the process.
/// </summary>
internal static class TorchScriptFile
{
    /// <summary>Loads a module.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where it goes.</param>
    /// <returns>The module in inference mode, and the SHA-256 of the file in lower-case hexadecimal digits.</returns>
    /// <exception cref="EvaluationException">
    /// The file is missing, not TorchScript, damaged, or of a version that libtorch cannot read.
    /// </exception>
    public static (torch.jit.ScriptModule Module, string Checksum) Load(string path, torch.Device device)
    {
        string checksum = Check(path);
        try
        {
            torch.jit.ScriptModule module = torch.jit.load(path, device.type, device.index);
            module.eval();
            return (module, checksum);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new EvaluationException($"libtorch cannot load the TorchScript file '{path}': {FirstLine(failure)}", failure);
        }
    }

    /// <summary>What libtorch reports, without its native call stack.</summary>
    public static string FirstLine(Exception failure) => failure.Message.Split('\n')[0].Trim();

    private static string Check(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            string checksum = Convert.ToHexStringLower(SHA256.HashData(file));
            file.Position = 0;
            using ZipArchive archive = new(file, ZipArchiveMode.Read);
            bool hasCode = archive.Entries.Any(entry => entry.FullName.Contains("/code/", StringComparison.Ordinal));
            bool hasData = archive.Entries.Any(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal));
            if (!hasCode || !hasData)
            {
                throw NotTorchScript(path, "it holds no code (a state dictionary or a pickled module does not)");
            }

            foreach (ZipArchiveEntry entry in archive.Entries)
            {
                Require(entry, path);
            }

            return checksum;
        }
        catch (InvalidDataException failure)
        {
            throw NotTorchScript(path, "it is not a whole zip archive", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"The TorchScript file '{path}' cannot be read: {failure.Message}", failure);
        }
    }

    // libtorch is built without the checksums of zip archives.
    private static void Require(ZipArchiveEntry entry, string path)
    {
        using Stream content = entry.Open();
        if (Crc32.Compute(content) != entry.Crc32)
        {
            throw new EvaluationException($"The TorchScript file '{path}' is damaged in '{entry.FullName}'. Use another copy.");
        }
    }

    private static EvaluationException NotTorchScript(string path, string fault, Exception? failure = null) =>
        new($"'{path}' is not a TorchScript file: {fault}. Write one in Python with torch.jit.script(module).save(path).", failure);
}
