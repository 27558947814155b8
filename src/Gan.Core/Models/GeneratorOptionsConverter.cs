namespace Gan.Core;

/// <summary>Options of a generator in JSON.</summary>
internal sealed class GeneratorOptionsConverter() : ArchitectureConverter<GeneratorOptions>(ArchitectureCatalog.GeneratorList);
