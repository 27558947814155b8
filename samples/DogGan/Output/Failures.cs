using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;

namespace DogGan.Output;

/// <summary>Failures that the user can mend: one line on standard error and exit code 2, no stack trace.</summary>
internal static class Failures
{
    private const int BadInput = 2;

    public static bool IsExpected(Exception failure) => failure
        is GanConfigurationException
        or GanDataException
        or GanFileException
        or TorchRuntimeException
        or TrainingDivergedException
        or EvaluationException
        or CifarUnavailableException
        or IOException
        or UnauthorizedAccessException
        or ArgumentException
        or FormatException;

    public static int Report(string message)
    {
        Console.Error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        return BadInput;
    }
}
