using System.Diagnostics;

namespace DogGan.Tests;

/// <summary>Runs DogGan as a user would, in a process and a folder of its own.</summary>
internal sealed class DogGanProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    public DogGanProcess(string folder, params string[] arguments)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        ProcessStartInfo start = new(host, ["exec", Path.Combine(AppContext.BaseDirectory, "DogGan.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A cache of the developer's must not turn into a test of minutes.
        start.Environment["GAN_DATA_ROOT"] = Path.Combine(folder, "cache");
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Reads lines until one contains a text; null when the process ends before.</summary>
    public string? ReadUntil(string text)
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Waits for the end.</summary>
    public (int ExitCode, string Output, string Errors) Finish()
    {
        string output = _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        return (_process.ExitCode, output, _errors.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
