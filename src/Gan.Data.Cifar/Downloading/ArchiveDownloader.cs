using Gan.Core;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Downloading;

/// <summary>
/// Brings the official archive into a folder: mirrors in order, resuming what broke off, verified before it gets its name, one process at a
/// time.
/// </summary>
internal sealed class ArchiveDownloader
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private readonly CifarOptions _options;
    private readonly CifarEdition _edition;
    private readonly TimeProvider _time;
    private readonly ProgressReporter _progress;

    public ArchiveDownloader(CifarOptions options, CifarEdition edition, TimeProvider time, IProgress<DownloadProgress>? progress)
    {
        _options = options;
        _edition = edition;
        _time = time;
        _progress = new ProgressReporter(progress, edition.ArchiveSize, time);
    }

    /// <param name="root">The folder; it is created if it is missing.</param>
    /// <param name="cancellationToken">Ends the download; what has arrived is kept.</param>
    /// <returns>The archive's path.</returns>
    /// <exception cref="CifarUnavailableException">No mirror delivered.</exception>
    /// <exception cref="GanDataException">A mirror sent wrong bytes, or the folder cannot hold the file.</exception>
    public async Task<string> DownloadAsync(string root, CancellationToken cancellationToken)
    {
        string target = Path.Combine(root, CifarEdition.ArchiveName);
        try
        {
            Directory.CreateDirectory(root);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw StorageErrors.CannotWrite(root, problem);
        }

        using DownloadLock held = await DownloadLock
            .AcquireAsync(target + ".lock", _time, _progress.Waiting, cancellationToken)
            .ConfigureAwait(false);
        if (File.Exists(target))
        {
            return target; // another process has finished it meanwhile
        }

        using PartialFile part = PartialFile.Open(target);
        List<CifarMirrorFailure> failures = [];
        foreach (Uri mirror in _options.Mirrors)
        {
            if (await TryMirrorAsync(mirror, part, cancellationToken).ConfigureAwait(false) is not CifarMirrorFailure failure)
            {
                part.Publish();
                return target;
            }

            failures.Add(failure);
        }

        string message = Describe(failures, root, part.Length);
        throw failures.Exists(failure => failure.Kind == CifarMirrorFailureKind.WrongContent)
            ? new GanDataException(message)
            : new CifarUnavailableException(message, failures);
    }

    /// <returns>Null once the partial file is the official archive, else why the mirror was given up.</returns>
    private async Task<CifarMirrorFailure?> TryMirrorAsync(Uri mirror, PartialFile part, CancellationToken cancellationToken)
    {
        using MirrorClient client = new(mirror, _options.ConnectTimeout / _options.Mirrors.Count);
        Transfer transfer = new(mirror, client, part, _edition.ArchiveSize, _options, _time, _progress);
        bool received = false;
        bool restarted = false;
        int fruitless = 0;
        while (true)
        {
            long before = part.Length;
            try
            {
                if (part.Length != _edition.ArchiveSize)
                {
                    await transfer.RunAsync(cancellationToken).ConfigureAwait(false);
                }

                if (Verify(mirror, part, cancellationToken))
                {
                    return null;
                }

                // Bytes of an earlier process or another mirror may be to blame: this one gets a chance with its own.
                if (before == 0 || restarted)
                {
                    return new CifarMirrorFailure(mirror, CifarMirrorFailureKind.WrongContent, "sent bytes with the wrong SHA-256");
                }

                restarted = true;
            }
            catch (TransferException problem)
            {
                // A host that has sent something and vanishes is a broken network, not a wrong address.
                bool progressed = part.Length > before;
                received |= progressed;
                fruitless = progressed ? 0 : fruitless + 1;
                bool canRetry = problem.CanRetry || (received && problem.Kind == CifarMirrorFailureKind.Unreachable);
                if (!canRetry || fruitless >= _options.MaxAttempts)
                {
                    return new CifarMirrorFailure(mirror, problem.Kind, problem.Message);
                }

                await Task.Delay(Pause(fruitless, problem.RetryAfter), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private bool Verify(Uri mirror, PartialFile part, CancellationToken cancellationToken)
    {
        _progress.Verifying(mirror);
        bool official = part.ComputeSha256(cancellationToken) == _edition.ArchiveSha256;
        if (!official)
        {
            part.Clear();
        }

        return official;
    }

    private static TimeSpan Pause(int fruitless, TimeSpan? asked)
    {
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Max(0, fruitless - 1));
        pause = asked > pause ? asked.Value : pause;
        return pause < LongestPause ? pause : LongestPause;
    }

    private string Describe(List<CifarMirrorFailure> failures, string root, long kept)
    {
        string reasons = string.Join(Environment.NewLine, failures.Select(failure => $"  {failure.Mirror} {failure.Reason}."));
        string remainder = kept > 0 ? $" {kept} bytes are kept; the next try goes on from there." : "";
        return $"CIFAR-10 could not be downloaded:{Environment.NewLine}{reasons}{Environment.NewLine}"
            + $"Try again later, or get {CifarEdition.ArchiveName} ({_edition.ArchiveSize} bytes, SHA-256 {_edition.ArchiveSha256}) "
            + $"by other means and put it into {root}, or name its place with {nameof(CifarOptions)}.{nameof(CifarOptions.DataPath)}."
            + remainder;
    }
}
