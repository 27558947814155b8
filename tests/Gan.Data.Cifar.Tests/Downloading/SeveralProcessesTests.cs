using System.Diagnostics;
using Gan.Data.Cifar.Reading;
using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests.Downloading;

public sealed class SeveralProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallCifar _set = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Four_processes_at_once_all_succeed_with_one_download()
    {
        using LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, _set.Archive));
        Process Start() => ChildProcess.StartDownload(server.Address, _folder.Root, _set.Edition);
        Process[] processes = [Start(), Start(), Start(), Start()];

        string[] outputs = await Task.WhenAll(processes.Select(async process =>
        {
            using (process)
            {
                string errors = await process.StandardError.ReadToEndAsync();
                string output = await process.StandardOutput.ReadToEndAsync();
                await process.WaitForExitAsync();
                errors.Should().BeEmpty();
                return output;
            }
        }));

        outputs.Distinct().Should().ContainSingle().Which.Trim().Should().HaveLength(64);
        server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task A_killed_process_leaves_neither_a_lock_nor_a_loss()
    {
        using SemaphoreSlim sent = new(0);
        int requests = 0;
        using LoopbackServer server = new(async (request, stream, stop) =>
        {
            bool first = Interlocked.Increment(ref requests) == 1;
            await LoopbackServer.ServeAsync(request, stream, _set.Archive, "\"one\"", first ? 10_000 : null);
            sent.Release();
            await (first ? Task.Delay(Timeout.Infinite, stop) : Task.CompletedTask);
        });
        using (Process process = ChildProcess.StartDownload(server.Address, _folder.Root, _set.Edition))
        {
            await sent.WaitAsync();
            process.Kill();
            await process.WaitForExitAsync();
        }

        CifarOptions options = new() { CacheRoot = _folder.Root, Mirrors = [server.Address] };
        CifarContent content = await new CifarLoader(options, _set.Edition, TimeProvider.System).LoadAsync(null, default);

        content.Images.Count.Should().Be(100);
        server.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Who_waits_is_told_and_uses_the_result()
    {
        using SemaphoreSlim waiting = new(0);
        SynchronousProgress progress = new(report => _ = report.Stage == DownloadStage.WaitingForOtherProcess && waiting.Release() >= 0);
        using LoopbackServer server = new(async (request, stream, stop) =>
        {
            await waiting.WaitAsync(stop);
            await LoopbackServer.ServeAsync(request, stream, _set.Archive);
        });
        CifarOptions options = new() { CacheRoot = _folder.Root, Mirrors = [server.Address] };
        Task<CifarContent> Load() => new CifarLoader(options, _set.Edition, TimeProvider.System).LoadAsync(progress, default);

        CifarContent[] both = await Task.WhenAll(Load(), Load());

        both[0].Images.Fingerprint.Should().Be(both[1].Images.Fingerprint);
        server.Requests.Should().ContainSingle();
        progress.Reports.Should().ContainSingle(report => report.Stage == DownloadStage.WaitingForOtherProcess);
    }
}
