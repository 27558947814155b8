using System.Runtime.CompilerServices;

namespace Gan.Core;

/// <summary>Puts the library's architectures into the catalogue, under the names that files have had from the first version.</summary>
internal static class BuiltInArchitectures
{
#pragma warning disable CA2255 // The catalogue cannot name its members, which use it: they come to it when the library is loaded.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Add()
    {
        ArchitectureJsonContext json = ArchitectureJsonContext.Default;
        ArchitectureCatalog.AddGenerator("upsampling", json.UpsamplingGeneratorOptions);
        ArchitectureCatalog.AddGenerator("transposed-convolution", json.TransposedConvGeneratorOptions);
        ArchitectureCatalog.AddDiscriminator("convolution", json.ConvDiscriminatorOptions);
        ArchitectureCatalog.AddGenerator("light", json.LightGeneratorOptions);
        ArchitectureCatalog.AddDiscriminator("light", json.LightDiscriminatorOptions);
        ArchitectureCatalog.AddGenerator("residual", json.ResidualGeneratorOptions);
        ArchitectureCatalog.AddDiscriminator("residual", json.ResidualDiscriminatorOptions);
        ArchitectureCatalog.AddGenerator("sndcgan", json.SndcganGeneratorOptions);
        ArchitectureCatalog.AddDiscriminator("sndcgan", json.SndcganDiscriminatorOptions);
        ArchitectureCatalog.AddGenerator("norm-free", json.NormFreeGeneratorOptions);
        ArchitectureCatalog.AddDiscriminator("norm-free", json.NormFreeDiscriminatorOptions);
    }
}
