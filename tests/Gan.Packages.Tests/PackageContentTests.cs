using System.IO.Compression;
using System.Xml.Linq;

namespace Gan.Packages.Tests;

[Collection(PackagesCollection.Name)]
public class PackageContentTests(PackedPackages packages)
{
    public static TheoryData<string> Names => [.. PackedPackages.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_holds_the_library_its_documentation_and_its_readme_only(string name)
    {
        string[] expected = ["README.md", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"];
        string[] loading = name == "Gan.Core" ? ["buildTransitive/Gan.Core.targets", "buildTransitive/GanCoreNativeLoading.cs"] : [];
        using ZipArchive package = packages.Open(name);
        Files(package, name).Should().BeEquivalentTo([.. expected, .. loading]);
        package.GetEntry($"lib/net10.0/{name}.xml")!.Length.Should().BeGreaterThan(1000, "every public member is documented");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_symbols_are_a_package_of_their_own(string name)
    {
        using ZipArchive symbols = packages.OpenSymbols(name);
        Files(symbols, name).Should().Equal($"lib/net10.0/{name}.pdb");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_metadata_says_what_a_reader_of_the_feed_needs(string name)
    {
        XElement metadata = packages.Metadata(name);
        XElement license = Element(metadata, "license");
        license.Attribute("type")!.Value.Should().Be("expression");
        license.Value.Should().Be("MIT");
        Element(metadata, "id").Value.Should().Be(name);
        Element(metadata, "version").Value.Should().Be(packages.Version);
        Element(metadata, "readme").Value.Should().Be("README.md");
        Element(metadata, "description").Value.Length.Should().BeInRange(40, 300);
        Element(metadata, "tags").Value.Split(' ').Should().HaveCountGreaterThan(3);
    }

    [Theory]
    [InlineData("Gan.Core", "Microsoft.Extensions.Logging.Abstractions", "TorchSharp")]
    [InlineData("Gan.Evaluation", "Gan.Core")]
    [InlineData("Gan.Detection", "Gan.Core", "Gan.Evaluation")]
    [InlineData("Gan.Data.Cifar", "Gan.Core", "Gan.Evaluation")]
    [InlineData("Gan.Imaging", "Gan.Core", "SkiaSharp", "SkiaSharp.NativeAssets.Linux.NoDependencies")]
    public void The_dependencies_are_the_designed_ones_without_backend_tests_or_analyzers(string name, params string[] dependencies)
    {
        XElement metadata = packages.Metadata(name);
        XElement group = Element(metadata, "dependencies").Elements().Should().ContainSingle().Subject;
        group.Attribute("targetFramework")!.Value.Should().Be("net10.0");
        group.Elements().Select(dependency => dependency.Attribute("id")!.Value).Should().BeEquivalentTo(dependencies);
        group.Elements().Where(dependency => dependency.Attribute("id")!.Value.StartsWith("Gan.", StringComparison.Ordinal))
            .Should().NotContain(dependency => dependency.Attribute("version")!.Value != packages.Version);
    }

    private static XElement Element(XElement metadata, string name) => metadata.Element(metadata.Name.Namespace + name)!;

    // Every package also holds its manifest and three parts of the Open Packaging Conventions.
    private static string[] Files(ZipArchive package, string name) =>
        [.. package.Entries.Select(entry => entry.FullName).Where(file =>
            file != $"{name}.nuspec" && file != "[Content_Types].xml" && !file.StartsWith("_rels/", StringComparison.Ordinal)
            && !file.StartsWith("package/", StringComparison.Ordinal))];
}
