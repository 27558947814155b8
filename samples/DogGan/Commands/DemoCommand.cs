using System.CommandLine;
using System.Globalization;
using Gan.Core;

namespace DogGan.Commands;

/// <summary>No verb: from data to a trained generator in a few minutes on two CPU cores.</summary>
internal static class DemoCommand
{
    private static readonly TimeSpan Time = TimeSpan.FromMinutes(3);

    public static void AddTo(RootCommand root) => root.SetAction(async (_, cancellationToken) =>
    {
        Console.WriteLine($"Demo: the preset quick-dogs for {Time.TotalMinutes:0} minutes. See --help for the real thing.");
        GanBuilder builder = GanPresets.QuickDogs().WithEpochs(TrainCommand.EndlessEpochs).WithTimeBudget(Time).WithSeed(42);
        string folder = Path.Combine("runs", $"demo-{DateTimeOffset.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        await TrainingRun.RunAsync(
            builder, DataSource.LoadWithoutDownloadAsync, folder, new SaveOptions { Resume = ResumeMode.Never }, picturesEvery: 2, "A demo starts anew each time.", cancellationToken);
        Console.WriteLine($"Next: sample --model {Path.Combine(folder, "generator.safetensors")}, or train --preset quick-dogs --minutes 30");
        return 0;
    });
}
