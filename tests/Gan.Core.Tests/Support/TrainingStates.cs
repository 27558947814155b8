namespace Gan.Core.Tests;

/// <summary>States in the middle of runs.</summary>
internal static class TrainingStates
{
    /// <summary>Trains and cancels after some steps; the caller disposes the tensors of the state.</summary>
    public static TrainingState After(long steps, GanBuilder builder, IImageDataset? dataset = null)
    {
        using CancellationTokenSource cancellation = new();
        IAdversarialLoss loss = builder.Loss;
        HookedLoss counting = new()
        {
            OnGenerator = (call, value, _) =>
            {
                if (call == steps)
                {
                    cancellation.Cancel();
                }

                return value;
            },
        };
        using GanTrainer trainer = builder.WithLoss(counting).Build();
        builder.WithLoss(loss);
        try
        {
            trainer.Train(dataset ?? TestData.Pictures(), cancellationToken: cancellation.Token);
        }
        catch (OperationCanceledException)
        {
            // Asked for above; a run that ends with its last step is not cancelled.
        }

        counting.GeneratorCalls.Should().Be((int)steps);
        return trainer.CaptureState().Copy();
    }

    /// <summary>Takes one step from where the builder's observers put the trainer; the caller disposes the tensors of the state.</summary>
    public static TrainingState OneMore(GanBuilder builder, IImageDataset dataset) => After(steps: 1, builder, dataset);
}
