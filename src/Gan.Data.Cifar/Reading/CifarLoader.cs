using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Downloading;

namespace Gan.Data.Cifar.Reading;

/// <summary>From options to pictures: find, else download; verify; read; join.</summary>
internal sealed class CifarLoader
{
    private readonly CifarOptions _options;
    private readonly CifarEdition _edition;
    private readonly TimeProvider _time;

    /// <exception cref="ArgumentException">A setting has no meaning.</exception>
    public CifarLoader(CifarOptions options, CifarEdition edition, TimeProvider time)
    {
        options.Validate();
        _options = options;
        _edition = edition;
        _time = time;
    }

    public async Task<CifarSource> LocateAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.DataPath is string path)
        {
            return CifarSource.Require(path, _options.Split);
        }

        string root = _options.ResolvedCacheRoot;
        if (CifarSource.Find(root, _options.Split) is CifarSource cached)
        {
            return cached;
        }

        ArchiveDownloader downloader = new(_options, _edition, _time, progress);
        return new CifarSource(await downloader.DownloadAsync(root, cancellationToken).ConfigureAwait(false), IsArchive: true);
    }

    public async Task<CifarContent> LoadAsync(IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        CifarSource source = await LocateAsync(progress, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Read(source, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private CifarContent Read(CifarSource source, CancellationToken cancellationToken)
    {
        bool official = _options.Verification == CifarVerification.OfficialChecksums;
        CifarSetBuilder set = new(_options, _edition);
        if (source.IsArchive)
        {
            // What lies in the cache passes for a download, so it is held to a download's standard.
            if (official || _options.DataPath is null)
            {
                ArchiveChecksum.Require(source.Path, _edition, cancellationToken);
            }

            CifarArchiveReader.Read(source.Path, set, cancellationToken);
        }
        else
        {
            CifarFolderReader.Read(source.Path, set, official, cancellationToken);
        }

        return new CifarContent(set.Build(source.Path), _options.SelectedClasses, _options.Split, source.Path);
    }
}
