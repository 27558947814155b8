using System.Runtime.InteropServices;

namespace Gan.Core;

/// <summary>Where this application's native libraries can lie, in the order in which the runtime looks.</summary>
internal static class NativeFolders
{
    /// <summary>The folders that exist, without repeats.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Candidates().Where(Directory.Exists).Distinct(StringComparer.Ordinal)];

    /// <summary>The name that packages use for this system, such as <c>linux-x64</c>.</summary>
    public static string PortableRuntimeIdentifier
    {
        get
        {
            string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
            return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        }
    }

    /// <summary>Finds a file in those folders.</summary>
    /// <param name="fileName">The file's full name, such as <c>libtorch_cpu.so</c>.</param>
    /// <returns>Its path, or null when no folder holds it.</returns>
    public static string? Find(string fileName) =>
        All.Select(folder => Path.Combine(folder, fileName)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Candidates()
    {
        string searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (string folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.TrimEndingDirectorySeparator(folder);
        }

        string baseFolder = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        yield return baseFolder;
        yield return Path.Combine(baseFolder, "runtimes", PortableRuntimeIdentifier, "native");

        // An operator who points the system's loader at a libtorch means it.
        string loaderPath = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH") ?? "";
        foreach (string folder in loaderPath.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Path.TrimEndingDirectorySeparator(folder);
        }
    }
}
