using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Gan.Data.Cifar.Tests.Fakes;

/// <summary>A web server on a free port of this machine that answers as the test says, byte by byte; one request a connection.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, NetworkStream, CancellationToken, Task> _answer;
    private readonly ConcurrentQueue<Request> _requests = new();

    public LoopbackServer(Func<Request, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public IReadOnlyList<Request> Requests => [.. _requests];

    public Uri Address => AddressOf("cifar-10-binary.tar.gz");

    public Uri AddressOf(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    /// <summary>Writes an answer's head; a body of the stated length should follow.</summary>
    public static Task HeadAsync(Stream stream, string status, long length, params string[] headers)
    {
        string head = string.Join("\r\n", [$"HTTP/1.1 {status}", $"Content-Length: {length}", "Connection: close", .. headers, "", ""]);
        return stream.WriteAsync(Encoding.ASCII.GetBytes(head)).AsTask();
    }

    /// <summary>Answers as a good server does: the whole file, or the range asked for; cut after so many bytes if wished.</summary>
    public static async Task ServeAsync(Request request, Stream stream, byte[] file, string? etag = null, int? cutAfter = null)
    {
        string[] tag = etag is null ? [] : [$"ETag: {etag}"];
        bool changed = request.Headers.TryGetValue("if-range", out string? known) && known != etag;
        int from = changed ? 0 : request.From ?? 0;
        if (request.From is not null && !changed)
        {
            string range = $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}";
            await HeadAsync(stream, "206 Partial Content", file.Length - from, [.. tag, range]);
        }
        else
        {
            await HeadAsync(stream, "200 OK", file.Length, tag);
        }

        await stream.WriteAsync(file.AsMemory(from, Math.Min(cutAfter ?? int.MaxValue, file.Length - from)));
    }

    public static async Task TextAsync(Stream stream, string status, string text, params string[] headers)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        await HeadAsync(stream, status, body.Length, headers);
        await stream.WriteAsync(body);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = AnswerAsync(client);
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                Request request = await ReadRequestAsync(stream);
                _requests.Enqueue(request);
                await _answer(request, stream, _stop.Token);
                client.Client.Shutdown(SocketShutdown.Send);

                // Closing with unread input would reset the connection and lose what was sent.
                await stream.CopyToAsync(Stream.Null, _stop.Token);
            }
            catch (Exception problem) when (problem is IOException or OperationCanceledException or SocketException)
            {
            }
        }
    }

    private static async Task<Request> ReadRequestAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.ASCII, false, 1024, leaveOpen: true);
        string path = (await reader.ReadLineAsync() ?? throw new IOException("No request.")).Split(' ')[1];
        Dictionary<string, string> headers = [];
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            string[] pair = line.Split(':', 2);
            headers[pair[0].ToLowerInvariant()] = pair[1].Trim();
        }

        return new Request(path, headers);
    }
}
