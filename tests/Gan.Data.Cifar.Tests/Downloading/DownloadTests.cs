using Gan.Core;
using Gan.Data.Cifar.Reading;
using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests.Downloading;

public sealed class DownloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallCifar _set = new();
    private readonly ManualTime _time = new() { SkipUpTo = TimeSpan.FromSeconds(20) };

    private byte[] Archive => _set.Archive;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_load_downloads_and_the_next_needs_no_network()
    {
        using LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, Archive));
        SynchronousProgress progress = new();

        CifarContent first = await NewLoader(server.Address).LoadAsync(progress, default);
        CifarContent second = await NewLoader(server.Address).LoadAsync(null, default);

        first.Images.Count.Should().Be(100);
        second.Images.Fingerprint.Should().Be(first.Images.Fingerprint);
        server.Requests.Should().ContainSingle();
        _folder.Files.Should().Equal("cifar-10-binary.tar.gz", "cifar-10-binary.tar.gz.lock");
        File.ReadAllBytes(_folder["cifar-10-binary.tar.gz"]).Should().Equal(Archive);
        progress.Reports.Should().Contain(report => report.Stage == DownloadStage.Downloading && report.BytesReceived == Archive.Length);
        progress.Reports[^1].Should().Be(new DownloadProgress(DownloadStage.Verifying, server.Address, Archive.Length, Archive.Length, 0));
    }

    [Theory]
    [InlineData("\"one\"")]
    [InlineData(null)]
    public async Task A_cut_is_resumed_where_it_happened(string? etag)
    {
        int requests = 0;
        using LoopbackServer server = new((request, stream, _) =>
            LoopbackServer.ServeAsync(request, stream, Archive, etag, cutAfter: Interlocked.Increment(ref requests) <= 2 ? 10_000 : null));

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Select(request => request.From).Should().Equal(null, 10_000, 20_000);
        server.Requests[1].Headers.GetValueOrDefault("if-range").Should().Be(etag);
    }

    [Fact]
    public async Task A_later_process_resumes_what_an_earlier_one_left()
    {
        using LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, Archive, "\"one\""));
        LeavePart(Archive[..30_000], server.Address, "\"one\"");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Should().ContainSingle().Which.From.Should().Be(30_000);
        _folder.Files.Should().NotContain(name => name.Contains(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_complete_part_is_verified_without_the_network()
    {
        LeavePart(Archive, new Uri("http://127.0.0.1:9/x"), "");

        await NewLoader(new Uri("http://127.0.0.1:9/x")).LoadAsync(null, default);

        File.Exists(_folder["cifar-10-binary.tar.gz"]).Should().BeTrue();
    }

    [Fact]
    public async Task A_changed_file_starts_again()
    {
        using LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, Archive, "\"new\""));
        LeavePart(new byte[30_000], server.Address, "\"old\"");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Should().ContainSingle().Which.Headers["if-range"].Should().Be("\"old\"");
    }

    [Fact]
    public async Task A_server_that_resumes_a_changed_file_all_the_same_is_caught()
    {
        using LoopbackServer server = new((request, stream, _) =>
            LoopbackServer.ServeAsync(request with { Headers = Without(request, "if-range") }, stream, Archive, "\"new\""));
        LeavePart(new byte[30_000], server.Address, "\"old\"");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Select(request => request.From).Should().Equal(30_000, null);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_starts_again()
    {
        using LoopbackServer server = new((request, stream, _) =>
            LoopbackServer.ServeAsync(request with { Headers = new Dictionary<string, string>() }, stream, Archive));
        LeavePart(Archive[..30_000], server.Address, "");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("bytes 0-{last}/{size}")]
    [InlineData("bytes 30000-{last}/99")]
    [InlineData("bytes 30000-30001/{size}")]
    public async Task A_wrong_range_in_the_answer_starts_again(string range)
    {
        string header = range.Replace("{last}", $"{Archive.Length - 1}", StringComparison.Ordinal)
            .Replace("{size}", $"{Archive.Length}", StringComparison.Ordinal);
        using LoopbackServer server = new(async (request, stream, stop) =>
        {
            if (request.From is null)
            {
                await LoopbackServer.ServeAsync(request, stream, Archive);
                return;
            }

            await LoopbackServer.HeadAsync(stream, "206 Partial Content", 2, $"Content-Range: {header}");
            await stream.WriteAsync(new byte[2], stop);
        });
        LeavePart(Archive[..30_000], server.Address, "");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Select(request => request.From).Should().Equal(30_000, null);
    }

    [Fact]
    public async Task A_refused_range_starts_again()
    {
        using LoopbackServer server = new((request, stream, _) => request.From is null
            ? LoopbackServer.ServeAsync(request, stream, Archive)
            : LoopbackServer.TextAsync(stream, "416 Range Not Satisfiable", ""));
        LeavePart(Archive[..30_000], server.Address, "");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Select(request => request.From).Should().Equal(30_000, null);
    }

    [Fact]
    public async Task Old_bytes_that_do_not_fit_are_fetched_again_once()
    {
        using LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, Archive));
        LeavePart(new byte[30_000], server.Address, "");

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests.Select(request => request.From).Should().Equal(30_000, null);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_with_growing_pauses()
    {
        int requests = 0;
        using LoopbackServer server = new((request, stream, _) => Interlocked.Increment(ref requests) switch
        {
            1 or 2 => LoopbackServer.TextAsync(stream, "503 Service Unavailable", "<html>busy</html>"),
            3 => LoopbackServer.TextAsync(stream, "429 Too Many Requests", "", "Retry-After: 17"),
            _ => LoopbackServer.ServeAsync(request, stream, Archive),
        });

        await NewLoader(server.Address).LoadAsync(null, default);

        _time.Skipped.Select(wait => wait.TotalSeconds).Should().Equal(1, 2, 17);
    }

    [Fact]
    public async Task Slow_is_not_failure_and_progress_tells_rate_and_remaining_time()
    {
        const int piece = 2_000;
        TimeSpan pause = TimeSpan.FromSeconds(25);
        using SemaphoreSlim arrived = new(0);
        SynchronousProgress progress = new(_ => arrived.Release());
        using LoopbackServer server = new(async (_, stream, stop) =>
        {
            await LoopbackServer.HeadAsync(stream, "200 OK", Archive.Length);
            await arrived.WaitAsync(stop);
            for (int sent = 0; sent < Archive.Length; sent += piece)
            {
                _time.Advance(pause);
                await stream.WriteAsync(Archive.AsMemory(sent, Math.Min(piece, Archive.Length - sent)), stop);
                await arrived.WaitAsync(stop);
            }
        });

        DateTimeOffset start = _time.GetUtcNow();
        await NewLoader(server.Address).LoadAsync(progress, default);

        server.Requests.Should().ContainSingle();
        (_time.GetUtcNow() - start).Should().BeGreaterThan(TimeSpan.FromMinutes(30));
        DownloadProgress middle = progress.Reports.Single(report => report.BytesReceived == 10 * piece);
        middle.BytesPerSecond.Should().BeApproximately(piece / 25.0, 1e-9);
        middle.Remaining.Should().BeCloseTo(TimeSpan.FromSeconds((Archive.Length - (10 * piece)) / (piece / 25.0)), TimeSpan.FromSeconds(1));
        middle.Fraction.Should().BeApproximately(10.0 * piece / Archive.Length, 1e-12);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_for_the_rest()
    {
        int requests = 0;
        using LoopbackServer server = new(async (request, stream, stop) =>
        {
            bool silent = Interlocked.Increment(ref requests) == 1;
            await LoopbackServer.ServeAsync(request, stream, Archive, cutAfter: silent ? 10_000 : null);
            await (silent ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask);
        });
        CifarOptions options = OptionsFor(server.Address) with { StallTimeout = TimeSpan.FromSeconds(1) };

        await new CifarLoader(options, _set.Edition, TimeProvider.System).LoadAsync(null, default);

        server.Requests[^1].From.Should().Be(10_000);
    }

    [Fact]
    public async Task Cancelling_ends_a_silent_download_at_once_and_keeps_what_arrived()
    {
        using CancellationTokenSource cancel = new();
        using SemaphoreSlim started = new(0);
        SynchronousProgress progress = new(report =>
        {
            started.Release();
            if (report.BytesReceived > 0)
            {
                cancel.CancelAfter(1);
            }
        });
        using LoopbackServer server = new(async (request, stream, stop) =>
        {
            await LoopbackServer.HeadAsync(stream, "200 OK", Archive.Length);
            await started.WaitAsync(stop);
            _time.Advance(TimeSpan.FromSeconds(1));
            await stream.WriteAsync(Archive.AsMemory(0, 10_000), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });

        Func<Task> load = () => NewLoader(server.Address).LoadAsync(progress, cancel.Token).WaitAsync(TimeSpan.FromSeconds(10));

        (await load.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(cancel.Token);
        new FileInfo(_folder["cifar-10-binary.tar.gz.part"]).Length.Should().BeInRange(1, 10_000);
    }

    [SkippableFact]
    public async Task A_full_disk_is_named()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has /dev/full.");
        using LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, Archive));
        File.CreateSymbolicLink(_folder["cifar-10-binary.tar.gz.part"], "/dev/full");

        Func<Task> load = () => NewLoader(server.Address).LoadAsync(null, default);

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage("The disk is full*GAN_DATA_ROOT*");
        File.Exists(_folder["cifar-10-binary.tar.gz"]).Should().BeFalse();
    }

    [Fact]
    public async Task A_cache_that_cannot_be_made_is_named()
    {
        File.WriteAllText(_folder["file"], "");
        CifarOptions options = new() { CacheRoot = Path.Combine(_folder["file"], "data"), Mirrors = [new Uri("http://127.0.0.1:9/x")] };

        Func<Task> load = () => new CifarLoader(options, _set.Edition, _time).LoadAsync(null, default);

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage($"CIFAR-10 cannot be stored at {options.CacheRoot}*");
    }

    private static Dictionary<string, string> Without(Request request, string header) =>
        request.Headers.Where(pair => pair.Key != header).ToDictionary();

    private void LeavePart(byte[] content, Uri mirror, string validator)
    {
        File.WriteAllBytes(_folder["cifar-10-binary.tar.gz.part"], content);
        File.WriteAllLines(_folder["cifar-10-binary.tar.gz.part.from"], [mirror.AbsoluteUri, validator]);
    }

    private CifarOptions OptionsFor(params Uri[] mirrors) => new() { CacheRoot = _folder.Root, Mirrors = mirrors };

    private CifarLoader NewLoader(params Uri[] mirrors) => new(OptionsFor(mirrors), _set.Edition, _time);
}
