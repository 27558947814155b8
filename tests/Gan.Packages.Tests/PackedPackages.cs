using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Gan.Tests;

namespace Gan.Packages.Tests;

/// <summary>
/// The packages, packed once into a temporary feed under a version of their own, so that no cache can hold an older one. Builds go
/// to a temporary folder: the repository's own outputs, which other tests are running from, are not touched.
/// </summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gan-packages-");

    public static IReadOnlyList<string> Names { get; } = ["Gan.Core", "Gan.Evaluation", "Gan.Detection", "Gan.Data.Cifar", "Gan.Imaging"];

    public string Version { get; } = $"0.1.0-test.t{Guid.NewGuid():N}"[..24];

    /// <summary>What commands run with: a package cache of their own, that falls back to the machine's (see nuget.config).</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["NUGET_PACKAGES"] = Folder("packages") };

    public async Task InitializeAsync()
    {
        string projects = string.Join(",", Names.Select(name => JsonSerializer.Serialize(Path.Combine("src", name, $"{name}.csproj"))));
        string solution = JsonSerializer.Serialize(Path.Combine(RepositoryRoot.Path, "Gan.Core.sln"));
        string filter = Path.Combine(_folder.FullName, "packages.slnf");
        await File.WriteAllTextAsync(filter, $$"""{ "solution": { "path": {{solution}}, "projects": [{{projects}}] } }""");
        await DotNet.RunAsync(
            RepositoryRoot.Path, new Dictionary<string, string>(), "pack", filter, "-c", "Release", "--artifacts-path", Folder("build"),
            $"-p:VersionSuffix={Version["0.1.0-".Length..]}", $"-p:PackageOutputPath={Folder("feed")}");
        await WriteNuGetConfigAsync();
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Creates a console project the way a user does, and adds packages to it.</summary>
    /// <param name="name">The project's name.</param>
    /// <param name="program">The text of its Program.cs.</param>
    /// <param name="packages">Packages, each followed by its version.</param>
    /// <returns>The project's folder.</returns>
    public async Task<string> CreateConsoleAppAsync(string name, string program, params (string Name, string Version)[] packages)
    {
        string folder = Folder(Path.Combine("apps", name));
        await DotNet.RunAsync(folder, Variables, "new", "console", "--no-restore");
        foreach ((string package, string version) in packages)
        {
            await DotNet.RunAsync(folder, Variables, "add", "package", package, "--version", version, "--no-restore");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), program);
        return folder;
    }

    public ZipArchive Open(string name) => ZipFile.OpenRead(Path.Combine(Folder("feed"), $"{name}.{Version}.nupkg"));

    public ZipArchive OpenSymbols(string name) => ZipFile.OpenRead(Path.Combine(Folder("feed"), $"{name}.{Version}.snupkg"));

    public XElement Metadata(string name)
    {
        using ZipArchive package = Open(name);
        using Stream nuspec = package.GetEntry($"{name}.nuspec")!.Open();
        XElement root = XDocument.Load(nuspec).Root!;
        return root.Element(root.Name.Namespace + "metadata")!;
    }

    private string Folder(string name) => _folder.CreateSubdirectory(name).FullName;

    private async Task WriteNuGetConfigAsync()
    {
        // The machine's cache holds what the repository's own build restored, half a gigabyte of libtorch among it.
        string listed = await DotNet.RunAsync(RepositoryRoot.Path, new Dictionary<string, string>(), "nuget", "locals", "global-packages", "--list");
        string machineCache = listed[(listed.IndexOf(':') + 1)..].Trim();
        XElement config = new("configuration",
            new XElement("packageSources", Add("packed", Folder("feed"))),
            new XElement("fallbackPackageFolders", Add("machine", machineCache)));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "nuget.config"), config.ToString());

        static XElement Add(string key, string value) => new("add", new XAttribute("key", key), new XAttribute("value", value));
    }
}
