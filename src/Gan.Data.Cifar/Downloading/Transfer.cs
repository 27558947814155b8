using System.Net;
using System.Net.Http.Headers;
using Gan.Data.Cifar.Archives;

namespace Gan.Data.Cifar.Downloading;

/// <summary>One request and its body: from what the partial file holds to the end, or as far as it gets.</summary>
internal sealed class Transfer(
    Uri mirror, MirrorClient client, PartialFile part, long size, CifarOptions options, TimeProvider time, ProgressReporter progress)
{
    /// <returns>When the partial file has its full size.</returns>
    /// <exception cref="TransferException">The mirror did not deliver; what arrived is in the partial file.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource stall = new(options.StallTimeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stall.Token);
        try
        {
            using HttpResponseMessage response = await client
                .GetAsync(part.Length, part.ValidatorFor(mirror), either.Token)
                .ConfigureAwait(false);
            Accept(response);
            progress.Start(mirror, part.Length);
            await ReceiveAsync(response, stall, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException problem)
        {
            throw stall.IsCancellationRequested
                ? Broken($"sent nothing for {options.StallTimeout.TotalSeconds:0.#} s, after {part.Length} of {size} bytes", problem)
                : Unreachable("did not answer in time", problem);
        }
        catch (HttpRequestException problem) when (problem.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            throw Unreachable($"cannot be reached ({(problem.InnerException ?? problem).Message})", problem);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            throw Broken($"broke off after {part.Length} of {size} bytes ({problem.Message})", problem);
        }
    }

    private static TransferException Broken(string reason, Exception? problem = null) =>
        new(CifarMirrorFailureKind.NotDelivered, reason, canRetry: true, innerException: problem);

    private static TransferException Unreachable(string reason, Exception problem) =>
        new(CifarMirrorFailureKind.Unreachable, reason, canRetry: false, innerException: problem);

    private static TransferException WrongContent(string reason) => new(CifarMirrorFailureKind.WrongContent, reason, canRetry: false);

    /// <summary>Makes the partial file fit the answer, or refuses the answer.</summary>
    private void Accept(HttpResponseMessage response)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                RequireLength(response);
                part.Clear();
                break;
            case HttpStatusCode.PartialContent when part.Length > 0:
                RequireContinuation(response);
                break;
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Clear();
                throw Broken("refused to resume (416), so the download starts again");
            case HttpStatusCode status:
                throw new TransferException(
                    CifarMirrorFailureKind.NotDelivered,
                    $"answered {(int)status} {response.ReasonPhrase}".TrimEnd(),
                    (int)status is >= 500 or 408 or 429,
                    RetryAfter(response));
        }

        part.SetOrigin(mirror, PartialFile.ValidatorOf(response));
    }

    private void RequireLength(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is "text/html" or "application/xhtml+xml")
        {
            throw WrongContent("sent a web page in place of the archive");
        }

        if (response.Content.Headers.ContentLength is long length && length != size)
        {
            throw WrongContent($"offers {length} bytes, and the archive has {size}");
        }
    }

    private void RequireContinuation(HttpResponseMessage response)
    {
        ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
        string? known = part.ValidatorFor(mirror);
        string? now = PartialFile.ValidatorOf(response);
        string? mismatch =
            range is null || range.From != part.Length || range.To != size - 1 || (range.HasLength && range.Length != size)
                ? $"was asked for the bytes from {part.Length} and answered with '{range}'"
                : known is not null && now is not null && known != now
                    ? "has changed the file since the download began"
                    : null;
        if (mismatch is not null)
        {
            part.Clear();
            throw Broken($"{mismatch}, so the download starts again");
        }
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter is RetryConditionHeaderValue after ? after.Delta ?? after.Date - time.GetUtcNow() : null;

    private async Task ReceiveAsync(HttpResponseMessage response, CancellationTokenSource stall, CancellationToken cancellationToken)
    {
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        byte[] buffer = new byte[128 * 1024];
        while (true)
        {
            stall.CancelAfter(options.StallTimeout);
            int read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            stall.CancelAfter(Timeout.InfiniteTimeSpan);
            if (read == 0)
            {
                break;
            }

            if (part.Length + read > size)
            {
                part.Clear();
                throw WrongContent($"sent more than the {size} bytes of the archive");
            }

            if (part.Length == 0)
            {
                RequireArchive(buffer.AsSpan(0, read));
            }

            await part.AppendAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            progress.Received(mirror, part.Length);
        }

        if (part.Length < size)
        {
            throw Broken($"ended after {part.Length} of {size} bytes");
        }
    }

    private static void RequireArchive(ReadOnlySpan<byte> start)
    {
        if (LookAlikes.IsMarkup(start))
        {
            throw WrongContent("sent a web page in place of the archive");
        }

        if (start[0] != 0x1F || (start.Length > 1 && start[1] != 0x8B))
        {
            throw WrongContent("sent something that is not a gzip archive");
        }
    }
}
