namespace Gan.Core;

/// <summary>Options of a discriminator in JSON.</summary>
internal sealed class DiscriminatorOptionsConverter() : ArchitectureConverter<DiscriminatorOptions>(ArchitectureCatalog.DiscriminatorList);
