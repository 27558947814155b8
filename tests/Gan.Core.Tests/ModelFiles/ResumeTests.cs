using Gan.Core.ModelFiles;
using Gan.Core.TestProcess;
using TorchSharp;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>N steps are the same as k, then N − k after a resume, bit for bit.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(14)]
    public void A_run_resumed_after_any_step_ends_as_one_that_was_not_interrupted(int step)
    {
        TrainUntil("whole", 0);
        TrainUntil("parts", step).Should().Be(step);
        TrainUntil("parts", 0).Should().Be(TinyGan.Steps);

        Outcome("parts").Should().Equal(Outcome("whole"));
    }

    [Fact]
    public void A_run_resumed_in_another_process_ends_as_one_that_was_not_interrupted()
    {
        TrainUntil("whole", 0);
        foreach (string steps in new[] { "4", "5", "0" })
        {
            using ChildProcess process = ChildProcess.Start("train-run", _folder.File("parts"), steps);
            process.WaitForSuccess();
        }

        Outcome("parts").Should().Equal(Outcome("whole"));
    }

    [Theory]
    [InlineData("generator_optimizer.")]
    [InlineData("discriminator_optimizer.")]
    [InlineData("generator.blocks.0.norm.running_mean")]
    [InlineData("tick.")]
    public void Without_a_part_of_the_state_it_ends_otherwise(string part)
    {
        TrainUntil("whole", 0);
        TrainUntil("parts", 3);
        Rewrite("parts", state =>
        {
            foreach (string name in state.Tensors.Keys.Where(name => name.StartsWith(part, StringComparison.Ordinal)))
            {
                state.Tensors[name].zero_().Dispose();
            }

            return state;
        });
        TrainUntil("parts", 0);

        Outcome("parts").Should().NotEqual(Outcome("whole"));
    }

    [Fact]
    public void With_another_position_it_ends_otherwise()
    {
        TrainUntil("whole", 0);
        TrainUntil("parts", 4);
        Rewrite("parts", state => state with { Position = state.Position with { Step = state.Position.Step + 1 } });
        TrainUntil("parts", 0);

        Outcome("parts").Should().NotEqual(Outcome("whole"));
    }

    public void Dispose() => _folder.Dispose();

    private long TrainUntil(string name, int step)
    {
        using CancellationTokenSource source = new();
        using GanTrainer trainer = TinyGan.Builder(new CancellingLoss(step, source)).SaveTo(_folder.File(name)).Build();
        try
        {
            trainer.Train(TinyGan.Pictures(), cancellationToken: source.Token);
        }
        catch (OperationCanceledException)
        {
            // As asked.
        }

        return trainer.Position.Step;
    }

    /// <summary>Everything that a run leaves behind, apart from how fast it was: weights, optimizers, position and losses.</summary>
    private List<string> Outcome(string name)
    {
        using Checkpoint checkpoint = Newest(name);
        List<string> outcome = [checkpoint.State.Position.ToString()];
        outcome.AddRange(checkpoint.State.History.Select(entry => (entry with { ImagesPerSecond = 0 }).ToString()));
        foreach ((string tensorName, torch.Tensor tensor) in checkpoint.State.Tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            outcome.Add($"{tensorName} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(tensor.bytes))}");
        }

        return outcome;
    }

    private Checkpoint Newest(string name) =>
        Checkpoint.Read(Directory.GetFiles(new RunFolder(_folder.File(name)).Checkpoints).Order(StringComparer.Ordinal).Last());

    private void Rewrite(string name, Func<TrainingState, TrainingState> change)
    {
        using Checkpoint checkpoint = Newest(name);
        Checkpoint.Write(checkpoint.Path, change(checkpoint.State), checkpoint.Run);
    }
}
