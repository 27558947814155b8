using System.Globalization;
using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;

namespace Gan.StepRace;

/// <summary>
/// Trains the same preset on CIFAR-10's dogs in float32 and in bfloat16, seed by seed, and measures the pictures: bfloat16 costs no quality
/// where its numbers lie among those of other seeds.
/// </summary>
internal sealed class PrecisionQuality(RaceSettings settings, int epochs, int seeds)
{
    /// <summary>Trains and prints a line as soon as it is known.</summary>
    /// <param name="data">A folder or archive of CIFAR-10.</param>
    public void Run(string data)
    {
        CifarOptions options = new() { DataPath = data };
        CifarDogDataset dogs = CifarDogDataset.LoadAsync(options).GetAwaiter().GetResult();
        CifarDogDataset unseen = CifarDogDataset.LoadAsync(options with { Split = CifarSplit.Test }).GetAwaiter().GetResult();
        using CifarFeatures features = CifarFeatures.Load(ComputeDevice.Parse(settings.Device));
        using Evaluator evaluator = new(dogs, unseen, [features]);
        Console.WriteLine("| preset | width | steps | seed | precision | kernel distance | Fréchet distance | precision | recall | minutes |");
        Console.WriteLine("|---|--:|--:|--:|---|--:|--:|--:|--:|--:|");
        Write("held-out pictures | | | |", evaluator.MeasureNoiseFloor(), TimeSpan.Zero);
        for (int seed = 1; seed <= seeds; seed++)
        {
            foreach (Precision precision in new[] { Precision.Float32, Precision.BFloat16 })
            {
                using GanTrainer trainer = (settings with { Precision = precision }).CreateBuilder()
                    .WithOptions(made => made with { Epochs = epochs, Seed = seed })
                    .Build();
                TrainingResult result = trainer.Train(dogs);
                Write(
                    $"{settings.Preset} | {settings.Width:G} | {result.Steps} | {seed} | {precision}",
                    evaluator.Evaluate(trainer.Generator),
                    result.Elapsed);
            }
        }
    }

    private static void Write(string firstColumns, EvaluationResult result, TimeSpan duration)
    {
        FeatureScores scores = result.Scores[0];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {firstColumns} | {scores.KernelDistance.Mean:G3} | {scores.FrechetDistance:G4} | {scores.PrecisionRecall.Precision:F2} | {scores.PrecisionRecall.Recall:F2} | {duration.TotalMinutes:F1} |"));
    }
}
