using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Gan.Core;
using TorchSharp;

namespace Gan.StepRace;

/// <summary>What a preset's first steps leave, as one number: two versions of the library that print the same train the same bits.</summary>
internal static class Fingerprint
{
    private static readonly string[] Trained = ["generator.", "discriminator.", "generator_optimizer.", "discriminator_optimizer."];

    /// <summary>Trains on one thread and hashes the losses of every step, the weights, and the optimizers' moments.</summary>
    /// <param name="settings">The contest; its steps are those that are taken.</param>
    /// <returns>SHA-256, in hexadecimal: the same on one kind of processor.</returns>
    public static string Of(RaceSettings settings)
    {
        using CancellationTokenSource end = new();
        using GanTrainer trainer = settings.CreateBuilder()
            .WithSeed(1)
            .WithOptions(options => options with { StepsPerTick = 1, HorizontalFlip = true })
            .Observe(new EndAfter(settings.Steps, end))
            .Build();
        torch.set_num_threads(1);
        try
        {
            trainer.Train(settings.CreatePictures(), cancellationToken: end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // All steps are done.
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (HistoryEntry entry in trainer.History)
        {
            double[] losses = [entry.DiscriminatorLoss, entry.GeneratorLoss, entry.RealScore, entry.FakeScore];
            hash.AppendData(MemoryMarshal.AsBytes<double>(losses));
        }

        IEnumerable<KeyValuePair<string, torch.Tensor>> tensors = trainer.CaptureState().Tensors
            .Where(tensor => Trained.Any(prefix => tensor.Key.StartsWith(prefix, StringComparison.Ordinal)));
        foreach ((string name, torch.Tensor tensor) in tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal))
        {
            using torch.Tensor dense = tensor.detach().cpu().contiguous();
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(dense.bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class EndAfter(int steps, CancellationTokenSource end) : ITrainingObserver
    {
        public void OnTick(GanTrainer trainer, TrainingProgress progress)
        {
            if (trainer.Position.Step >= steps)
            {
                end.Cancel();
            }
        }
    }
}
