using System.Net.Http.Headers;
using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Downloading;

/// <summary>
/// What has arrived so far: <c>NAME.part</c>, and beside it <c>NAME.part.from</c> with the address it came from and that host's validator
/// (ETag or date), so that a later process resumes only what is still the same file.
/// </summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private readonly FileStream _file;

    private PartialFile(string target, FileStream file)
    {
        _target = target;
        _path = file.Name;
        _file = file;
    }

    public long Length => _file.Length;

    private string OriginPath => _path + ".from";

    /// <exception cref="GanDataException">The file cannot be opened for writing.</exception>
    public static PartialFile Open(string target)
    {
        string path = target + ".part";
        return Guarded(path, () =>
            new PartialFile(target, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0)));
    }

    /// <summary>The validator that a mirror gave for these bytes; null if they came from elsewhere or without one.</summary>
    public string? ValidatorFor(Uri mirror)
    {
        try
        {
            string[] lines = File.ReadAllLines(OriginPath);
            return lines.Length == 2 && lines[0] == mirror.AbsoluteUri && lines[1].Length > 0 ? lines[1] : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Remembers where the bytes come from.</summary>
    public void SetOrigin(Uri mirror, string? validator) => Guarded(OriginPath, () =>
    {
        File.WriteAllLines(OriginPath, [mirror.AbsoluteUri, validator ?? ""]);
        return true;
    });

    /// <summary>A strong ETag, else the date of the last change: what <c>If-Range</c> takes.</summary>
    public static string? ValidatorOf(HttpResponseMessage response) =>
        response.Headers.ETag is EntityTagHeaderValue { IsWeak: false } tag
            ? tag.Tag
            : response.Content.Headers.LastModified?.ToString("r");

    public void Clear() => Guarded(_path, () =>
    {
        File.Delete(OriginPath);
        if (_file.Length > 0)
        {
            _file.SetLength(0);
        }

        return true;
    });

    public async Task AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            _file.Seek(0, SeekOrigin.End);
            await _file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException problem)
        {
            throw StorageErrors.CannotWrite(_path, problem);
        }
    }

    public string ComputeSha256(CancellationToken cancellationToken) => Guarded(_path, () =>
    {
        _file.Position = 0;
        return ArchiveChecksum.Compute(_file, cancellationToken);
    });

    /// <summary>Gives the file its final name, once its bytes are on the disk.</summary>
    /// <remarks>
    /// A power cut may undo the renaming. Then the whole partial file is found at the next start, and only its checksum is computed again.
    /// </remarks>
    public void Publish() => Guarded(_path, () =>
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        File.Move(_path, _target, overwrite: true);
        File.Delete(OriginPath);
        return true;
    });

    public void Dispose()
    {
        bool empty = _file.CanRead && _file.Length == 0;
        _file.Dispose();
        if (empty)
        {
            File.Delete(_path);
            File.Delete(OriginPath);
        }
    }

    private static T Guarded<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.CannotWrite(path, problem);
        }
    }
}
