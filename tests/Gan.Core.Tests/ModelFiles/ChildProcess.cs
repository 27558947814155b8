using System.Diagnostics;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>Runs one verb of Gan.Core.TestProcess, killed at the latest when it is disposed.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static ChildProcess Start(string verb, params string[] arguments) => Start(verb, arguments, new Dictionary<string, string?>());

    /// <summary>Starts the process with some environment variables set, or, where null, unset.</summary>
    public static ChildProcess Start(string verb, string[] arguments, IReadOnlyDictionary<string, string?> variables)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Gan.Core.TestProcess.dll");
        ProcessStartInfo start = new(Host, ["exec", program, verb, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in variables)
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment.Add(name, value);
            }
        }

        return new ChildProcess(Process.Start(start)!);
    }

    private static string Host =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH")
        ?? (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath! : "dotnet");

    /// <summary>The next line that the process prints; null once it has ended.</summary>
    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>All that the process writes to its error stream, until its end.</summary>
    public string ReadErrors() => _errors.Result;

    /// <summary>Ends the process as a power failure would (SIGKILL).</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void WaitForSuccess()
    {
        _process.StandardOutput.ReadToEnd();
        _process.WaitForExit();
        _process.ExitCode.Should().Be(0, _errors.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
