using System.CommandLine;
using DogGan.Commands;
using DogGan.Output;

RootCommand root = new("Trains a GAN on the dogs of CIFAR-10, or on pictures of your own. Without a verb it runs a demo of a few minutes.");
DemoCommand.AddTo(root);
root.Add(TrainCommand.Create());
root.Add(SampleCommand.Create());
root.Add(WalkCommand.Create());
root.Add(EvaluateCommand.Create());
root.Add(CompareCommand.Create());
root.Add(SearchCommand.Create());
root.Add(DetectCommand.Create());

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    return Failures.Report(string.Join(" ", parsed.Errors.Select(error => error.Message)));
}

using Interruption interruption = new();
try
{
    // Signals are ours alone: the parser's own handling would end the process two seconds into saving.
    InvocationConfiguration configuration = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
    return await parsed.InvokeAsync(configuration, interruption.Token);
}
catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
{
    return interruption.ExitCode;
}
catch (Exception failure) when (Failures.IsExpected(failure))
{
    return Failures.Report(failure.Message);
}
