using System.Text.Json.Serialization;

namespace Gan.Detection;

/// <summary>How what is in a detector's file is written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(DetectorOptions))]
[JsonSerializable(typeof(DetectorDescription))]
internal sealed partial class DetectorJsonContext : JsonSerializerContext;
