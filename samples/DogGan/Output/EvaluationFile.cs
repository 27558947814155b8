using System.Text.Json;
using Gan.Core.ModelFiles;
using Gan.Evaluation;

namespace DogGan.Output;

/// <summary>Every number of an evaluation as JSON.</summary>
internal static class EvaluationFile
{
    /// <summary>Writes the file whole, or leaves an old one as it was.</summary>
    public static void Write(string path, EvaluationResult generated, EvaluationResult noiseFloor) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, new { generated, noiseFloor }, JsonFormat.Options));
}
