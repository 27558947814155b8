using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Gan.Core.Tests;

public class PackageTreeTests
{
    [Fact]
    public void Every_package_has_its_place_in_the_tree() =>
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(PackageDesign.All.Select(package => package.Name));

    [Fact]
    public void A_package_references_the_packages_of_the_tree_and_no_others() => Violations.ShouldBeNone(PackageDesign.All.SelectMany(
        package => Differences(package, "references", Items(package, "ProjectReference").Select(Path.GetFileNameWithoutExtension))));

    [Fact]
    public void A_package_uses_a_type_of_each_package_that_it_references() =>
        Violations.ShouldBeNone(PackageDesign.All.SelectMany(package => Differences(package, "uses a type of", Used(package.Name))));

    [Fact]
    public void No_package_opens_its_internals_to_another() => Violations.ShouldBeNone(PackageDesign.All
        .SelectMany(package => Items(package, "InternalsVisibleTo").Where(friend => PackageDesign.All.Any(other => other.Name == friend))
            .Select(friend => $"{package} opens its internals to {friend}")));

    private static IEnumerable<string> Differences(PackageDesign package, string verb, IEnumerable<string?> found)
    {
        string?[] all = [.. found];
        return all.Except(package.Uses).Select(other => $"{package} {verb} {other}, which the tree does not say")
            .Concat(package.Uses.Except(all).Select(other => $"the tree says that {package} {verb} {other}, which it does not"));
    }

    private static IEnumerable<string> Items(PackageDesign package, string kind) =>
        XDocument.Load(package.Project).Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    // The compiler writes down only what is used.
    private static string[] Used(string package)
    {
        using PEReader file = new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{package}.dll")));
        MetadataReader reader = file.GetMetadataReader();
        return
        [
            .. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
                .Where(name => name.StartsWith("Gan.", StringComparison.Ordinal)),
        ];
    }
}
