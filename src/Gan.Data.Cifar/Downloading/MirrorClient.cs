using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Gan.Data.Cifar.Downloading;

/// <summary>Asks one mirror, and follows redirects only to where they may lead.</summary>
internal sealed class MirrorClient : IDisposable
{
    private const int MaxRedirects = 5;
    private readonly Uri _mirror;
    private readonly HttpClient _client;

    public MirrorClient(Uri mirror, TimeSpan connectTimeout)
    {
        _mirror = mirror;
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = connectTimeout,
            UseCookies = false,
            UseProxy = !mirror.IsLoopback,
        };

        // A download may take an hour; only silence ends it.
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        string? version = typeof(MirrorClient).Assembly.GetName().Version?.ToString(3);
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Gan.Data.Cifar", version));
    }

    /// <param name="offset">The first byte wanted.</param>
    /// <param name="validator">Resume only if the file is still this one; null asks without a condition.</param>
    /// <param name="cancellationToken">Ends the wait for the answer's header.</param>
    /// <returns>The answer, its body not yet read.</returns>
    /// <exception cref="TransferException">A redirect leads where it must not.</exception>
    public async Task<HttpResponseMessage> GetAsync(long offset, string? validator, CancellationToken cancellationToken)
    {
        Uri address = _mirror;
        for (int hop = 0; hop <= MaxRedirects; hop++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, address);
            if (offset > 0)
            {
                request.Headers.Range = new RangeHeaderValue(offset, null);
                if (validator is not null)
                {
                    request.Headers.TryAddWithoutValidation("If-Range", validator);
                }
            }

            HttpResponseMessage response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            using (response)
            {
                address = RedirectTarget(address, response.Headers.Location);
            }
        }

        throw Refused($"it redirects more than {MaxRedirects} times");
    }

    public void Dispose() => _client.Dispose();

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Looking a name up does not stop when it is told to, and takes half a minute where no name server answers: leave it behind.
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Uri RedirectTarget(Uri from, Uri? location)
    {
        if (location is null)
        {
            throw Refused("it redirects without saying where to");
        }

        Uri target = new(from, location);
        return target.Scheme == from.Scheme && CifarOptions.IsAllowed(target)
            ? target
            : throw Refused($"it redirects to {target}, and a download from {from.Scheme} must not go there");
    }

    private static TransferException Refused(string reason) => new(CifarMirrorFailureKind.NotDelivered, reason, canRetry: false);
}
