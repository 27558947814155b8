using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DogGan.Tests;

/// <summary>A headless Chromium, driven by its debugging protocol over a local socket.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly string _profile = Directory.CreateTempSubdirectory("doggan-browser-").FullName;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(2));
    private readonly List<JsonNode> _events = [];
    private string? _session;
    private int _calls;

    private Browser(string program)
    {
        ProcessStartInfo start = new(program, ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "about:blank"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Finds a Chromium or Chrome on the path; null when there is none.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Starts a browser with one page that writes down its errors.</summary>
    public static async Task<Browser> StartAsync(string program)
    {
        Browser browser = new(program);
        try
        {
            const string Announcement = "DevTools listening on ";
            string? line;
            do
            {
                line = await browser._process.StandardError.ReadLineAsync(browser._limit.Token) ?? throw new InvalidOperationException("Chromium ended before it listened.");
            }
            while (!line.StartsWith(Announcement, StringComparison.Ordinal));

            _ = browser._process.StandardError.ReadToEndAsync();
            await browser._socket.ConnectAsync(new Uri(line[Announcement.Length..]), browser._limit.Token);
            JsonNode target = await browser.CallAsync("Target.createTarget", new { url = "about:blank" });
            JsonNode attached = await browser.CallAsync("Target.attachToTarget", new { targetId = (string)target["targetId"]!, flatten = true });
            browser._session = (string)attached["sessionId"]!;
            foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
            {
                await browser.CallAsync($"{domain}.enable", new { });
            }

            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a file in a window of a given size, as a phone would if it is narrow, and waits until all of it is loaded.</summary>
    public async Task OpenAsync(string path, int width, int height)
    {
        await CallAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = width < 600 });
        _events.Clear();
        await CallAsync("Page.navigate", new { url = new Uri(path).AbsoluteUri });
        while (!_events.Any(happened => (string?)happened["method"] == "Page.loadEventFired"))
        {
            await ReceiveAsync();
        }
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode> EvaluateAsync(string expression) =>
        (await CallAsync("Runtime.evaluate", new { expression, returnByValue = true }))["result"]!["value"]!;

    /// <summary>Errors and warnings of the page since it was opened, and requests to other places than itself.</summary>
    public IEnumerable<string> Complaints() => _events
        .Where(happened => (string?)happened["method"] is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded"
            || ((string?)happened["method"] == "Network.requestWillBeSent"
                && (string?)happened["params"]!["request"]!["url"] is { } url
                && !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal)))
        .Select(happened => happened.ToJsonString());

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _limit.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task<JsonNode> CallAsync(string method, object parameters)
    {
        int id = ++_calls;
        byte[] message = JsonSerializer.SerializeToUtf8Bytes(_session is null
            ? (object)new { id, method, @params = parameters }
            : new { id, method, @params = parameters, sessionId = _session });
        await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, _limit.Token);
        while (true)
        {
            JsonNode answer = await ReceiveAsync();
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException(answer.ToJsonString());
            }
        }
    }

    private async Task<JsonNode> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] buffer = new byte[1 << 16];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer.AsMemory(), _limit.Token);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);

        JsonNode node = JsonNode.Parse(message.ToArray())!;
        if (node["method"] is not null)
        {
            _events.Add(node);
        }

        return node;
    }
}
