using TorchSharp;

namespace Gan.Core.Tests.Training;

public class NonFiniteTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Training_stops_in_the_state_of_the_last_tick(float poison)
    {
        HookedLoss loss = new() { OnDiscriminator = (call, value) => call == 4 ? value.mul(poison) : value };
        SortedDictionary<string, string>? good = null, saved = null;
        RecordingObserver observer = new()
        {
            Tick = trainer => good = trainer.CaptureState().Bits(),
            Ended = trainer => saved = trainer.CaptureState().Bits(),
        };
        using GanTrainer trainer = Gan(stepsPerTick: 2).WithLoss(loss).Observe(observer).Build();
        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<TrainingDivergedException>().Which.Message.Should().StartWith(
            "The discriminator's loss is not finite in epoch 2, between steps 3 and 4. The state of step 2, the last good one, is kept.")
            .And.EndWith("or choose NonFinitePolicy.RollBack.");
        observer.Calls.Should().Equal("starting", "started", "tick 2", "epoch 1", "ended Diverged");
        trainer.Position.Should().Be(new TrainingPosition { Epoch = 1, Step = 2, Images = 8 });
        trainer.History.Should().ContainSingle();
        saved.Should().Equal(good);
        AllFinite(trainer).Should().BeTrue();
    }

    [Fact]
    public void The_generator_s_loss_is_watched_too()
    {
        HookedLoss loss = new() { OnGenerator = (call, value, _) => call == 1 ? value.mul(float.NaN) : value };
        using GanTrainer trainer = Gan(stepsPerTick: 1).WithLoss(loss).Build();
        Action train = () => trainer.Train(TestData.Pictures());
        train.Should().Throw<TrainingDivergedException>().WithMessage("The generator's loss is not finite in epoch 1, between steps 1 and 1.*");
        trainer.Position.Should().Be(TrainingPosition.Start);
        AllFinite(trainer).Should().BeTrue();
    }

    [Fact]
    public void A_generator_that_makes_no_numbers_is_noticed()
    {
        int calls = 0;
        using OwnGenerator generator = new() { Change = images => ++calls == 4 ? images.mul(float.NaN) : images };
        using GanTrainer trainer = Gan(stepsPerTick: 1).WithGenerator(generator).Build();
        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<TrainingDivergedException>();
        trainer.Position.Step.Should().Be(2); // The first call was the trial of the networks.
        AllFinite(trainer).Should().BeTrue();
    }

    [Fact]
    public void A_weight_that_is_lost_while_the_losses_look_well_is_noticed()
    {
        // √0 has no slope: the loss stays as it is, and its gradient is no number.
        HookedLoss loss = new() { OnGenerator = (call, value, logits) => call == 2 ? value.add(logits.sub(logits).sqrt().sum()) : value };
        using GanTrainer trainer = Gan(stepsPerTick: 1).WithLoss(loss).Build();
        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<TrainingDivergedException>()
            .WithMessage("'generator.dense.weight' is not finite in epoch 1, between steps 2 and 2.*");
        trainer.Position.Step.Should().Be(1);
        AllFinite(trainer).Should().BeTrue();
    }

    [Fact]
    public void Rolling_back_goes_on_with_other_draws_and_completes()
    {
        HookedLoss loss = new() { OnDiscriminator = (call, value) => call == 4 ? value.mul(float.NaN) : value };
        using OwnGenerator generator = new();
        RecordingObserver observer = new();
        using GanTrainer trainer = RollingBack(2).WithLoss(loss).WithGenerator(generator).Observe(observer).Build();
        generator.Calls.Clear();
        TrainingResult result = trainer.Train(TestData.Pictures());

        (result.Steps, result.Images, result.Epochs).Should().Be((6, 24, 3));
        result.History.Select(entry => entry.Step).Should().Equal(2, 4, 6);
        observer.Calls.Should().Equal(
            "starting", "started", "tick 2", "epoch 1", "tick 4", "epoch 2", "tick 6", "epoch 3", "ended Completed");
        trainer.Position.RollBacks.Should().Be(0, "a good tick counts anew");
        loss.DiscriminatorCalls.Should().Be(8);
        generator.Calls.Select(call => call.FirstLatent).Should().OnlyHaveUniqueItems();
        AllFinite(trainer).Should().BeTrue();
    }

    [Fact]
    public void Rolling_back_takes_every_part_of_the_state_back()
    {
        HookedLoss loss = new() { OnDiscriminator = (call, value) => call == 4 ? value.mul(float.NaN) : value };
        using GanTrainer spoilt = RollingBack(2).WithLoss(loss).Build();
        spoilt.Train(TestData.Pictures());

        TrainingState state = TrainingStates.After(steps: 2, Gan(stepsPerTick: 2));
        using GanTrainer unspoilt = RollingBack(2).Build();
        unspoilt.RestoreState(state with { Position = state.Position with { RollBacks = 1 } });
        unspoilt.Train(TestData.Pictures());
        state.DisposeTensors();

        spoilt.CaptureState().Bits().Should().Equal(unspoilt.CaptureState().Bits());
        spoilt.History.Timeless().Should().Equal(unspoilt.History.Timeless());
    }

    [Fact]
    public void Rolling_back_is_given_up_after_the_number_of_returns_allowed()
    {
        HookedLoss loss = new() { OnDiscriminator = (call, value) => call >= 4 ? value.mul(float.NaN) : value };
        RecordingObserver observer = new();
        using GanTrainer trainer = RollingBack(2).WithLoss(loss).Observe(observer).Build();
        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<TrainingDivergedException>().Which.Message.Should().NotContain("NonFinitePolicy.RollBack").And.Contain("2 returns in a row");
        trainer.Position.Should().Be(new TrainingPosition { Epoch = 1, Step = 2, Images = 8, RollBacks = 2 });
        loss.DiscriminatorCalls.Should().Be(8);
        observer.Outcome.Should().Be(TrainingOutcome.Diverged);
        AllFinite(trainer).Should().BeTrue();
    }

    [Fact]
    public void Spikes_far_apart_are_each_recovered_from()
    {
        HookedLoss loss = new() { OnDiscriminator = (call, value) => call % 4 == 2 ? value.mul(float.NaN) : value };
        using GanTrainer trainer = RollingBack(1).WithLoss(loss).WithEpochs(6).Build();

        trainer.Train(TestData.Pictures()).Steps.Should().Be(12);

        loss.DiscriminatorCalls.Should().Be(24, "each of the six ticks was done twice");
    }

    [Fact]
    public void Rolling_back_leaves_no_tensor()
    {
        HookedLoss loss = new() { OnDiscriminator = (call, value) => call is 3 or 11 ? value.mul(float.NaN) : value };
        List<long> alive = [];
        RecordingObserver observer = new() { Tick = _ => alive.Add(LiveTensors.Count) };
        using GanTrainer trainer = RollingBack(3).WithLoss(loss).WithEpochs(6).Observe(observer).Build();
        trainer.Train(TestData.Pictures());

        loss.DiscriminatorCalls.Should().Be(12 + 4, "two ticks were done twice");
        alive.Should().HaveCount(6).And.OnlyContain(count => count == alive[0]);
    }

    private static GanBuilder Gan(int stepsPerTick) => TestData.Gan().WithOptions(options => options with { StepsPerTick = stepsPerTick });

    private static GanBuilder RollingBack(int maxRollBacks) => Gan(stepsPerTick: 2)
        .WithOptions(options => options with { NonFinitePolicy = NonFinitePolicy.RollBack, MaxRollBacks = maxRollBacks });

    private static bool AllFinite(GanTrainer trainer)
    {
        using var scope = torch.NewDisposeScope();
        return trainer.CaptureState().Tensors.Values.Where(tensor => tensor.is_floating_point())
            .All(tensor => tensor.isfinite().all().item<bool>());
    }
}
