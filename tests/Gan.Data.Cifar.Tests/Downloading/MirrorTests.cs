using System.Net;
using System.Net.Sockets;
using Gan.Core;
using Gan.Data.Cifar.Reading;
using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests.Downloading;

public sealed class MirrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallCifar _set = new();
    private readonly ManualTime _time = new() { SkipUpTo = TimeSpan.FromSeconds(20) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mirrors_are_tried_in_order_and_the_first_good_one_wins()
    {
        using LoopbackServer server = new((request, stream, _) => request.Path == "/third"
            ? LoopbackServer.ServeAsync(request, stream, _set.Archive)
            : LoopbackServer.TextAsync(stream, "404 Not Found", "gone"));

        Uri[] mirrors = [ClosedPort(), server.AddressOf("second"), server.AddressOf("third"), server.AddressOf("fourth")];
        await NewLoader(mirrors).LoadAsync(null, default);

        server.Requests.Select(request => request.Path).Should().Equal("/second", "/third");
    }

    [Fact]
    public async Task What_one_mirror_began_another_completes()
    {
        using LoopbackServer server = new(async (request, stream, _) =>
        {
            if (request.Path == "/first" && request.From is not null)
            {
                await LoopbackServer.TextAsync(stream, "503 Service Unavailable", "");
                return;
            }

            await LoopbackServer.ServeAsync(request, stream, _set.Archive, $"\"{request.Path}\"", request.Path == "/first" ? 10_000 : null);
        });

        await NewLoader(server.AddressOf("first"), server.AddressOf("second")).LoadAsync(null, default);

        Request last = server.Requests[^1];
        last.Should().Match<Request>(request => request.Path == "/second" && request.From == 10_000);
        last.Headers.Should().NotContainKey("if-range", "another host's validator says nothing here");
    }

    [Theory]
    [InlineData("text/html", "<html>Maintenance</html>", "web page")]
    [InlineData("application/gzip", "<!DOCTYPE html><p>Sign in", "web page")]
    [InlineData("application/gzip", "BZh91AY", "not a gzip archive")]
    public async Task Something_else_with_status_200_is_never_kept(string type, string body, string expected)
    {
        byte[] padded = new byte[_set.Archive.Length];
        System.Text.Encoding.ASCII.GetBytes(body).CopyTo(padded, 0);
        LoopbackServer server = new(async (_, stream, stop) =>
        {
            await LoopbackServer.HeadAsync(stream, "200 OK", padded.Length, $"Content-Type: {type}");
            await stream.WriteAsync(padded, stop);
        });

        await ShouldBeWrongContentAsync(server, expected);
    }

    [Fact]
    public async Task A_wrong_length_is_refused_before_the_body() =>
        await ShouldBeWrongContentAsync(
            Server(stream => LoopbackServer.TextAsync(stream, "200 OK", "short")), "offers 5 bytes, and the archive has");

    [Fact]
    public async Task More_bytes_than_the_archive_has_are_refused() =>
        await ShouldBeWrongContentAsync(
            Server(async stream =>
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray());
                await stream.WriteAsync(_set.Archive);
                await stream.WriteAsync(new byte[1]);
            }),
            "sent more than");

    [Fact]
    public async Task One_flipped_byte_is_never_kept()
    {
        byte[] flipped = [.. _set.Archive];
        flipped[^100] ^= 1;

        LoopbackServer server = new((request, stream, _) => LoopbackServer.ServeAsync(request, stream, flipped));

        await ShouldBeWrongContentAsync(server, "wrong SHA-256");
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://example.org/x")]
    [InlineData("file:///etc/passwd")]
    public async Task A_redirect_never_leads_to_another_scheme_or_to_plain_http_elsewhere(string target)
    {
        using LoopbackServer server = Server(stream => LoopbackServer.TextAsync(stream, "302 Found", "", $"Location: {target}"));

        CifarUnavailableException problem = await ShouldBeUnavailableAsync(server.Address);

        problem.Failures.Should().ContainSingle().Which.Reason.Should().Contain("redirects to").And.Contain(target);
        problem.HostsUnreachable.Should().BeFalse();
    }

    [Fact]
    public async Task A_redirect_within_the_scheme_keeps_the_range()
    {
        using LoopbackServer server = new((request, stream, _) => request.Path == "/there"
            ? LoopbackServer.ServeAsync(request, stream, _set.Archive)
            : LoopbackServer.TextAsync(stream, "301 Moved Permanently", "", "Location: /there"));
        File.WriteAllBytes(_folder["cifar-10-binary.tar.gz.part"], _set.Archive[..5_000]);

        await NewLoader(server.Address).LoadAsync(null, default);

        server.Requests[^1].From.Should().Be(5_000);
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        using LoopbackServer server = Server(stream => LoopbackServer.TextAsync(stream, "302 Found", "", "Location: /again"));

        (await ShouldBeUnavailableAsync(server.Address)).Message.Should().Contain("redirects more than 5 times");
    }

    [Fact]
    public async Task Without_any_host_the_error_says_so_names_each_and_how_to_help_oneself()
    {
        Uri[] mirrors = [ClosedPort(), new UriBuilder(ClosedPort()) { Scheme = "https" }.Uri];

        CifarUnavailableException problem = await ShouldBeUnavailableAsync(mirrors);

        problem.HostsUnreachable.Should().BeTrue();
        problem.Failures.Select(failure => failure.Mirror).Should().Equal(mirrors);
        problem.Message.Should().ContainAll($"{mirrors[0]} cannot be reached", $"{mirrors[1]} cannot be reached");
        problem.Message.Should().ContainAll(_folder.Root, _set.Edition.ArchiveSha256);
        _time.Skipped.Should().BeEmpty("unreachable hosts are not asked twice");
        _folder.Files.Should().Equal("cifar-10-binary.tar.gz.lock");
    }

    [Fact]
    public async Task A_host_that_does_not_complete_a_connection_is_unreachable_when_its_share_of_the_time_is_over()
    {
        // A listener that never answers the TLS handshake stands for a host behind a firewall that drops packets.
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        Uri address = new($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x");
        CifarOptions options = new()
        {
            CacheRoot = _folder.Root,
            Mirrors = [address, address],
            ConnectTimeout = TimeSpan.FromMilliseconds(400),
        };

        Func<Task> load = () => new CifarLoader(options, _set.Edition, _time).LoadAsync(null, default).WaitAsync(TimeSpan.FromSeconds(10));

        (await load.Should().ThrowAsync<CifarUnavailableException>()).Which.HostsUnreachable.Should().BeTrue();
    }

    [Fact]
    public async Task A_host_that_answers_with_errors_is_unavailable_and_not_unreachable()
    {
        using LoopbackServer server = Server(stream => LoopbackServer.TextAsync(stream, "503 Service Unavailable", "<html>busy"));

        CifarUnavailableException problem = await ShouldBeUnavailableAsync(server.Address, ClosedPort());

        problem.HostsUnreachable.Should().BeFalse();
        problem.Failures.Select(failure => failure.Kind).Should()
            .Equal(CifarMirrorFailureKind.NotDelivered, CifarMirrorFailureKind.Unreachable);
        problem.Failures[0].Reason.Should().Be("answered 503 Service Unavailable");
        server.Requests.Should().HaveCount(4);
    }

    private static Uri ClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/closed");
    }

    private static LoopbackServer Server(Func<Stream, Task> answer) => new((_, stream, _) => answer(stream));

    private CifarLoader NewLoader(params Uri[] mirrors) =>
        new(new CifarOptions { CacheRoot = _folder.Root, Mirrors = mirrors }, _set.Edition, _time);

    private async Task<CifarUnavailableException> ShouldBeUnavailableAsync(params Uri[] mirrors)
    {
        Func<Task> load = () => NewLoader(mirrors).LoadAsync(null, default);
        return (await load.Should().ThrowAsync<CifarUnavailableException>()).Which;
    }

    private async Task ShouldBeWrongContentAsync(LoopbackServer server, string expected)
    {
        using (server)
        {
            Func<Task> load = () => NewLoader(server.Address, ClosedPort()).LoadAsync(null, default);
            string message = (await load.Should().ThrowAsync<GanDataException>()).Which.Message;
            message.Should().ContainAll(server.Address.AbsoluteUri, expected, "cannot be reached");
            _folder.Files.Should().Equal("cifar-10-binary.tar.gz.lock");
        }
    }
}
