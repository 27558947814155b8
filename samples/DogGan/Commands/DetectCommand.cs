using System.CommandLine;

namespace DogGan.Commands;

/// <summary><c>detect</c>: real or generated.</summary>
internal static class DetectCommand
{
    public static Command Create() => new("detect", "Tells generated pictures from real ones: trains a detector, tests it, scores pictures.")
    {
        DetectTrainCommand.Create(),
        DetectTestCommand.Create(),
        DetectScoreCommand.Create(),
    };
}
