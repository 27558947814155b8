using System.Diagnostics;

namespace Gan.Packages.Tests;

/// <summary>Runs programs and waits for them, as a user's shell would.</summary>
internal static class DotNet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>dotnet</c> with arguments, and fails unless it succeeds.</summary>
    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        (int exitCode, string output) = await StartAsync("dotnet", folder, variables, arguments);
        exitCode.Should().Be(0, "'dotnet {0}' should succeed; it says:\n{1}\n", string.Join(' ', arguments), output);
        return output;
    }

    /// <summary>Runs a program.</summary>
    /// <returns>Its exit code, and its standard output followed by its standard error.</returns>
    public static async Task<(int ExitCode, string Output)> StartAsync(
        string program, string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test's own dotnet set would bind its child to the same build of MSBuild and to the repository.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A compiler or build server that outlives the command would keep its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program} {string.Join(' ', arguments)}' did not end within {Patience}.");
        }

        return (process.ExitCode, await output + await errors);
    }
}
