using System.Globalization;
using TorchSharp;

namespace Gan.Core.TestProcess;

/// <summary>
/// <c>train-run FOLDER STEPS</c>: trains the tiny GAN in a folder, going on with what the folder holds, and cancels in the given step of
/// this process; 0 trains to the end.
/// </summary>
public static class TrainRun
{
    public static void Run(string[] arguments)
    {
        // As many as the tests use: another number rounds otherwise.
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(1);
        using CancellationTokenSource source = new();
        CancellingLoss loss = new(int.Parse(arguments[1], CultureInfo.InvariantCulture), source);
        using GanTrainer trainer = TinyGan.Builder(loss).SaveTo(arguments[0]).Build();
        try
        {
            trainer.Train(TinyGan.Pictures(), cancellationToken: source.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"cancelled at {trainer.Position.Step}");
        }
    }
}
