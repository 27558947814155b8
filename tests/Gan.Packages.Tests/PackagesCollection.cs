namespace Gan.Packages.Tests;

/// <summary>Packs once for all tests.</summary>
[CollectionDefinition(Name)]
public sealed class PackagesCollection : ICollectionFixture<PackedPackages>
{
    public const string Name = "Packed packages";
}
