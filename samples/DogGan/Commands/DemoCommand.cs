using System.CommandLine;
using System.Globalization;
using Gan.Core;

namespace DogGan.Commands;

/// <summary>No verb: from data to a trained generator in a few minutes on two CPU cores.</summary>
internal static class DemoCommand
{
    private const int Epochs = 8;

    public static void AddTo(RootCommand root) => root.SetAction(async (_, cancellationToken) =>
    {
        Console.WriteLine("Demo: the source project's best model at half its width, a few minutes of training. See --help for the real thing.");

        // Half the channels train three times as fast; at this length the full width would show no more.
        GanBuilder builder = GanPresets.LearningRate0003()
            .WithGenerator(new TransposedConvGeneratorOptions { Channels = [128, 64, 64, 64] })
            .WithEpochs(Epochs)
            .WithSeed(42);
        string folder = Path.Combine("runs", $"demo-{DateTimeOffset.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        await TrainingRun.RunAsync(
            builder, DataSource.LoadWithoutDownloadAsync, folder, new SaveOptions { Resume = ResumeMode.Never }, picturesEvery: 1, "A demo starts anew each time.", cancellationToken);
        Console.WriteLine($"Next: sample --model {Path.Combine(folder, "generator.safetensors")}, or train --preset lr0003 --epochs 100");
        return 0;
    });
}
