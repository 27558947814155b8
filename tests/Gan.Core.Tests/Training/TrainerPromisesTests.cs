using TorchSharp;

namespace Gan.Core.Tests.Training;

/// <summary>What a trainer does to what its user holds: networks, data sets, random generators, threads.</summary>
public class TrainerPromisesTests
{
    [Fact]
    public void A_part_in_inference_mode_and_a_frozen_weight_stay_so()
    {
        using GanTrainer trainer = TestData.Gan().Build();
        torch.nn.Module norm = trainer.Generator.Network.modules().OfType<TorchSharp.Modules.BatchNorm2d>().First();
        norm.eval();
        TorchSharp.Modules.Parameter frozen = trainer.Discriminator.Network.parameters().First();
        frozen.requires_grad = false;
        byte[] before = frozen.Bytes();
        string mean = Convert.ToHexString(trainer.Generator.Network.state_dict()["dense_norm.running_mean"].Bytes());
        using torch.Tensor sample = trainer.Generator.Sample(4, seed: 1);
        trainer.Train(TestData.Pictures());

        (norm.training, frozen.requires_grad).Should().Be((false, false));
        frozen.Bytes().Should().Equal(before);
        Convert.ToHexString(trainer.Generator.Network.state_dict()["dense_norm.running_mean"].Bytes()).Should().Be(mean);
    }

    [Fact]
    public void The_caller_s_random_generator_is_left_as_it_was()
    {
        torch.manual_seed(7).Dispose();
        using torch.Tensor expected = torch.rand(3);
        torch.manual_seed(7).Dispose();
        using GanTrainer trainer = TestData.Gan().WithAugmentation(new RandomBrightness()).Build();
        trainer.Train(TestData.Pictures());
        using torch.Tensor drawn = torch.rand(3);

        drawn.Bytes().Should().Equal(expected.Bytes());
    }

    [Fact]
    public async Task Sampling_on_another_thread_while_it_trains_is_refused()
    {
        using ManualResetEventSlim reached = new(), goOn = new();
        RecordingObserver observer = new()
        {
            Tick = _ =>
            {
                reached.Set();
                goOn.Wait();
            },
        };
        using GanTrainer trainer = TestData.Gan().WithAveraging().Observe(observer).Build();
        Task<TrainingResult> run = trainer.TrainAsync(TestData.Pictures());
        reached.Wait();
        Action live = () => trainer.Generator.Sample(1, seed: 1).Dispose();
        Action averaged = () => trainer.SampledGenerator.Sample(1, seed: 1).Dispose();
        live.Should().Throw<InvalidOperationException>().WithMessage("*being trained on another thread*");
        averaged.Should().Throw<InvalidOperationException>().WithMessage("*being trained on another thread*");
        goOn.Set();
        await run;

        live.Should().NotThrow("the run is over");
    }

    [Fact]
    public void An_observer_may_sample_and_changes_nothing()
    {
        using GanTrainer plain = TestData.Gan().Build();
        using GanTrainer sampled = TestData.Gan().Observe(new RecordingObserver { Tick = trainer => trainer.Generator.Sample(3, seed: 1).Dispose() }).Build();
        plain.Train(TestData.Pictures());
        sampled.Train(TestData.Pictures());

        sampled.CaptureState().Bits().Should().Equal(plain.CaptureState().Bits());
    }

    [Fact]
    public void Two_trainers_do_not_train_one_network_at_a_time()
    {
        using OwnGenerator generator = new();
        using GanTrainer second = TestData.Gan().WithGenerator(generator).Build();
        Exception? refused = null;
        RecordingObserver observer = new() { Starting = _ => refused = Record.Exception(() => second.Train(TestData.Pictures())) };
        using GanTrainer first = TestData.Gan().WithGenerator(generator).Observe(observer).Build();
        first.Train(TestData.Pictures());

        refused.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("Another trainer");
    }

    [Fact]
    public void A_run_learns_from_one_data_set()
    {
        using CancellationTokenSource cancellation = new();
        using GanTrainer trainer = TestData.Gan()
            .WithOptions(options => options with { StepsPerTick = 1 })
            .Observe(new RecordingObserver { Tick = _ => cancellation.Cancel() }).Build();
        FluentActions.Invoking(() => trainer.Train(TestData.Pictures(), cancellationToken: cancellation.Token)).Should().Throw<OperationCanceledException>();

        FluentActions.Invoking(() => trainer.Train(TestData.Pictures(count: 5))).Should().Throw<GanConfigurationException>().WithMessage("*another data set*");
        trainer.Train(TestData.Pictures()).Steps.Should().Be(6);
        FluentActions.Invoking(() => trainer.Train(TestData.Pictures(seed: 2))).Should().Throw<GanConfigurationException>().WithMessage("*another data set*");
    }

    [Fact]
    public void A_state_from_the_middle_of_a_longer_epoch_is_refused()
    {
        TrainingState state = TrainingStates.After(steps: 4, TestData.Gan(), TestData.Pictures(count: 40));
        using GanTrainer trainer = TestData.Gan().Build();
        trainer.RestoreState(state);
        state.DisposeTensors();

        FluentActions.Invoking(() => trainer.Train(TestData.Pictures())).Should().Throw<GanConfigurationException>()
            .WithMessage("*after step 4 of an epoch, and 'noise' gives 2*");
    }

    [Fact]
    public void Observers_are_told_of_the_end_of_a_run_that_could_not_begin()
    {
        RecordingObserver observer = new();
        WatchedDataset broken = new(TestData.Pictures()) { Reading = _ => throw new IOException("gone") };
        using GanTrainer trainer = TestData.Gan().Observe(observer).Build();

        FluentActions.Invoking(() => trainer.Train(broken)).Should().Throw<IOException>().WithMessage("gone");
        observer.Calls.Should().Equal("ended Failed");
    }

    [Fact]
    public void Each_network_can_have_a_rate_of_its_own()
    {
        GanOptions options = TestData.Gan().WithLearningRates(0.1, 0.2).Options;
        (options.GeneratorOptimizer.LearningRate, options.DiscriminatorOptimizer.LearningRate).Should().Be((0.1, 0.2));
    }
}
