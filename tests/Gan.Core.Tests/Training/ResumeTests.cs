using TorchSharp;

namespace Gan.Core.Tests.Training;

/// <summary>A run that stops anywhere and goes on in a new trainer ends with the bits of one that never stopped.</summary>
public class ResumeTests
{
    private static readonly Lazy<(SortedDictionary<string, string> Bits, HistoryEntry[] History)> Whole = new(() => Train(Gan()));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Resuming_after_any_step_changes_no_bit(int steps)
    {
        TrainingState state = TrainingStates.After(steps, Gan(), Pictures());
        (SortedDictionary<string, string> bits, HistoryEntry[] history) = Train(Gan(), state);
        state.DisposeTensors();

        bits.Should().Equal(Whole.Value.Bits);
        history.Should().Equal(Whole.Value.History);
    }

    [Fact]
    public void Stopping_after_every_step_changes_no_bit()
    {
        TrainingState? state = null;
        for (int steps = 1; steps <= 9; steps++)
        {
            TrainingState? from = state;
            GanBuilder builder = Gan().Observe(new RecordingObserver
            {
                Starting = trainer =>
                {
                    if (from is not null)
                    {
                        trainer.RestoreState(from);
                    }
                },
            });
            state = TrainingStates.OneMore(builder, Pictures());
            from?.DisposeTensors();
        }

        state!.Bits().Should().Equal(Whole.Value.Bits);
        state!.History.Timeless().Should().Equal(Whole.Value.History);
        state!.DisposeTensors();
    }

    [Fact]
    public void The_state_has_both_networks_their_optimizers_and_the_open_tick()
    {
        TrainingState state = TrainingStates.After(steps: 4, Gan(), Pictures());
        state.Position.Should().Be(new TrainingPosition { Epoch = 1, StepInEpoch = 1, Step = 4, Images = 16, StepsInTick = 1 });
        state.History.Select(entry => entry.Step).Should().Equal(2, 3);
        state.Tensors.Keys.Select(name => name.Split('.')[0]).Distinct()
            .Should().BeEquivalentTo("generator", "discriminator", "generator_optimizer", "discriminator_optimizer", "tick");
        state.Tensors.Should().ContainKeys(
            "generator.dense.weight",
            "generator.blocks.0.norm.running_var",
            "discriminator.blocks.1.norm.num_batches_tracked",
            "generator_optimizer.dense.weight.exp_avg",
            "generator_optimizer.dense.weight.exp_avg_sq",
            "discriminator_optimizer.dense.bias.step",
            "tick.sums");
        using (torch.NewDisposeScope())
        {
            state.Tensors["generator_optimizer.dense.bias.step"].item<float>().Should().Be(4);
            state.Tensors["tick.sums"].ne(0).all().item<bool>().Should().BeTrue();
        }

        state.DisposeTensors();
    }

    [Theory]
    [InlineData("generator.")]
    [InlineData("discriminator.")]
    [InlineData("generator_optimizer.")]
    [InlineData("discriminator_optimizer.")]
    public void Losing_a_part_of_the_state_changes_the_run(string part)
    {
        TrainingState state = TrainingStates.After(steps: 4, Gan(), Pictures());
        using (torch.no_grad())
        {
            foreach ((_, torch.Tensor tensor) in state.Tensors.Where(entry => entry.Key.StartsWith(part, StringComparison.Ordinal)))
            {
                tensor.zero_();
            }
        }

        Train(Gan(), state).Bits.Should().NotEqual(Whole.Value.Bits);
        state.DisposeTensors();
    }

    [Fact]
    public void Losing_the_open_tick_changes_the_history()
    {
        TrainingState state = TrainingStates.After(steps: 4, Gan(), Pictures());
        state.Tensors["tick.sums"].zero_();
        Train(Gan(), state).History.Should().NotEqual(Whole.Value.History);
        state.DisposeTensors();
    }

    [Fact]
    public void Another_position_or_seed_changes_the_run()
    {
        TrainingState state = TrainingStates.After(steps: 4, Gan(), Pictures());
        foreach (TrainingPosition wrong in new[]
        {
            state.Position with { StepInEpoch = 2 },
            state.Position with { Step = 5 },
            state.Position with { RollBacks = 1 },
        })
        {
            Train(Gan(), state with { Position = wrong }).Bits.Should().NotEqual(Whole.Value.Bits);
        }

        Train(Gan().WithSeed(6), state).Bits.Should().NotEqual(Whole.Value.Bits);
        state.DisposeTensors();
    }

    [Fact]
    public void The_same_seed_trains_the_same_bits_and_another_seed_others()
    {
        (SortedDictionary<string, string> bits, HistoryEntry[] history) = Train(Gan());
        bits.Should().Equal(Whole.Value.Bits);
        history.Should().Equal(Whole.Value.History);
        Train(Gan().WithSeed(6)).Bits.Should().NotEqual(Whole.Value.Bits);
    }

    [Fact]
    public void What_observers_draw_and_sample_changes_nothing()
    {
        RecordingObserver disturbing = new()
        {
            Starting = _ => torch.manual_seed(77).Dispose(),
            Tick = trainer =>
            {
                torch.manual_seed(trainer.Position.Step).Dispose();
                torch.rand(13).Dispose();
                trainer.Generator.Sample(3, seed: 1).Dispose();
            },
        };
        (SortedDictionary<string, string> bits, HistoryEntry[] history) = Train(Gan().Observe(disturbing));
        bits.Should().Equal(Whole.Value.Bits);
        history.Should().Equal(Whole.Value.History);
    }

    [Fact]
    public void How_often_ticks_come_changes_no_weight() =>
        Train(Gan().WithOptions(options => options with { StepsPerTick = 1 })).Bits.Should().Equal(Whole.Value.Bits);

    [Fact]
    public void Dropout_takes_part_in_these_runs() =>
        Train(Gan().WithDiscriminator(TestData.Discriminator with { Dropout = 0 })).Bits.Should().NotEqual(Whole.Value.Bits);

    [Fact]
    public void A_restored_state_stays_the_giver_s()
    {
        TrainingState state = TrainingStates.After(steps: 4, Gan(), Pictures());
        var before = state.Bits();
        using GanTrainer trainer = Gan().Build();
        trainer.RestoreState(state);
        trainer.CaptureState().Bits().Should().Equal(before);
        (trainer.Position, trainer.History.Count).Should().Be((state.Position, 2));

        trainer.Train(Pictures());
        state.Bits().Should().Equal(before);
        trainer.CaptureState().Bits().Should().NotEqual(before);
        state.DisposeTensors();
    }

    [Fact]
    public void A_trainer_can_be_given_its_own_state()
    {
        using GanTrainer trainer = Gan().Build();
        trainer.Train(Pictures());
        TrainingState state = trainer.CaptureState();
        trainer.RestoreState(state);
        trainer.CaptureState().Bits().Should().Equal(Whole.Value.Bits);
        trainer.History.Should().HaveCount(6);
    }

    [Fact]
    public void Restoring_leaves_no_tensor()
    {
        TrainingState state = TrainingStates.After(steps: 4, Gan(), Pictures());
        using GanTrainer trainer = Gan().Build();
        long before = LiveTensors.Count;
        trainer.RestoreState(state);
        LiveTensors.Count.Should().Be(before);
        state.DisposeTensors();
    }

    [Fact]
    public void A_state_of_another_make_is_refused_with_every_difference_and_changes_nothing()
    {
        using GanTrainer trainer = Gan().Build();
        var before = trainer.CaptureState().Bits();
        using var scope = torch.NewDisposeScope();
        Dictionary<string, torch.Tensor> tensors = trainer.CaptureState().Tensors.ToDictionary(
            entry => entry.Key, entry => entry.Value.is_floating_point() ? entry.Value.detach().add(1) : entry.Value);
        tensors.Remove("generator.dense.bias");
        tensors["generator.dense.weight"] = torch.zeros(2, 3);
        tensors["tick.sums"] = torch.zeros(4, torch.ScalarType.Float64);
        tensors["generator.extra"] = torch.zeros(1);
        Action restore = () => trainer.RestoreState(new TrainingState(TrainingPosition.Start with { Step = 9 }, [], tensors));

        restore.Should().Throw<ArgumentException>().Which.Message.Should().StartWith(
            "The state belongs to another kind of trainer: missing: 'generator.dense.bias', Float32 [128]; unexpected: 'generator.extra', Float32 [1]; "
            + "different: 'generator.dense.weight', expected Float32 [128, 6], found Float32 [2, 3]; "
            + "different: 'tick.sums', expected Float32 [4], found Float64 [4].");
        trainer.CaptureState().Bits().Should().Equal(before);
        trainer.Position.Should().Be(TrainingPosition.Start);
    }

    /// <summary>Three epochs of three steps, with ticks of two and one: the first step of an epoch is in the middle of a tick.</summary>
    private static GanBuilder Gan() => TestData.Gan().WithOptions(options => options with { StepsPerTick = 2 });

    private static ImageDataset Pictures() => TestData.Pictures(count: 13);

    private static (SortedDictionary<string, string> Bits, HistoryEntry[] History) Train(GanBuilder builder, TrainingState? from = null)
    {
        using GanTrainer trainer = builder.Build();
        if (from is not null)
        {
            trainer.RestoreState(from);
        }

        trainer.Train(Pictures());
        return (trainer.CaptureState().Bits(), trainer.History.Timeless());
    }
}
