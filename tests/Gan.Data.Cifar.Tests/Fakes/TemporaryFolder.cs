namespace Gan.Data.Cifar.Tests.Fakes;

/// <summary>A folder that goes when the test ends. Its name has a space and letters outside ASCII, as users' folders have.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("cifar données ").FullName;

    public string this[string name] => Path.Combine(Root, name);

    public string[] Files => [.. Directory.GetFiles(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
