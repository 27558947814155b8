using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>How the library's own architectures are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(UpsamplingGeneratorOptions))]
[JsonSerializable(typeof(TransposedConvGeneratorOptions))]
[JsonSerializable(typeof(ConvDiscriminatorOptions))]
[JsonSerializable(typeof(LightGeneratorOptions))]
[JsonSerializable(typeof(LightDiscriminatorOptions))]
[JsonSerializable(typeof(ResidualGeneratorOptions))]
[JsonSerializable(typeof(ResidualDiscriminatorOptions))]
[JsonSerializable(typeof(SndcganGeneratorOptions))]
[JsonSerializable(typeof(SndcganDiscriminatorOptions))]
[JsonSerializable(typeof(NormFreeGeneratorOptions))]
[JsonSerializable(typeof(NormFreeDiscriminatorOptions))]
internal sealed partial class ArchitectureJsonContext : JsonSerializerContext;
