using Gan.Core.ModelFiles;
using Gan.Core.TestProcess;
using Microsoft.Extensions.Logging;

namespace Gan.Core.Tests.ModelFiles;

public sealed class RunRecorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RunFolder Run => new(_folder.File("run"));

    [Fact]
    public void A_finished_run_has_all_its_files()
    {
        Train();

        Directory.EnumerateFileSystemEntries(Run.Root).Select(path => Path.GetFileName(path))
            .Should().BeEquivalentTo("run.json", "history.csv", "checkpoints", "generator.safetensors", "discriminator.safetensors");
        HistoryFile.Read(Run.History).Select(entry => entry.Step).Should().Equal(2, 4, 5, 7, 9, 10, 12, 14, 15);
        using GanGenerator generator = GanGenerator.Load(Run.Generator, ComputeDevice.Cpu);
        generator.Metadata.Should().Contain("dataset", "tiny").And.Contain("epochs", "3").And.Contain("steps", "15")
            .And.Contain("seed", "5");
    }

    [Fact]
    public void The_description_round_trips_and_says_what_the_data_was()
    {
        Train();

        RunDescription run = RunDescription.FromJson(File.ReadAllText(Run.Description), Run.Description);
        run.Options.Should().Be(TinyGan.Builder().Options);
        run.Generator.Should().Be(TinyGan.Builder().GeneratorOptions);
        run.Discriminator.Should().Be(TinyGan.Builder().DiscriminatorOptions);
        run.Dataset.Fingerprint.Should().Be(TinyGan.Pictures().Fingerprint);
        run.Environment.Device.Should().Be("cpu");
    }

    [Fact]
    public void Only_the_newest_checkpoints_stay()
    {
        Train(new SaveOptions { CheckpointInterval = TimeSpan.Zero, KeepCheckpoints = 3 });

        Directory.GetFiles(Run.Checkpoints).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            .Should().Equal("step-000000012.safetensors", "step-000000014.safetensors", "step-000000015.safetensors");
    }

    [Fact]
    public void Generators_are_kept_on_the_way_when_asked()
    {
        Train(new SaveOptions { GeneratorEvery = 2 }, builder => builder.WithEpochs(5));

        Directory.GetFiles(Run.Generators).Order(StringComparer.Ordinal).Should().Equal(Run.GeneratorAt(2), Run.GeneratorAt(4));
        using GanGenerator early = GanGenerator.Load(Run.GeneratorAt(2), ComputeDevice.Cpu);
        early.Metadata.Should().Contain("epochs", "2").And.Contain("steps", "10");
    }

    [Fact]
    public void A_generator_that_was_due_when_the_run_ended_is_kept_when_it_goes_on()
    {
        Train(new SaveOptions { GeneratorEvery = 2 }, builder => builder.WithEpochs(4));
        string due = Run.GeneratorAt(4);
        byte[] kept = File.ReadAllBytes(due);
        File.Delete(due);

        Train(new SaveOptions { GeneratorEvery = 2 }, builder => builder.WithEpochs(5));

        File.ReadAllBytes(due).Should().Equal(kept);
    }

    [Fact]
    public void A_finished_run_goes_on_when_it_gets_more_epochs()
    {
        Train();
        Train(change: builder => builder.WithEpochs(4)).Steps.Should().Be(20);

        HistoryFile.Read(Run.History)[^1].Epoch.Should().Be(4);
    }

    [Fact]
    public void Other_settings_are_refused_with_every_difference()
    {
        Train();

        Action resume = () => Train(change: builder => builder.WithSeed(6).WithLearningRate(0.1).WithLoss(AdversarialLosses.Hinge));

        resume.Should().Throw<GanConfigurationException>().Which.Problems.Should().ContainSingle().Which.Should()
            .ContainAll(
                "options.seed was 5 and is now 6.",
                "options.generatorOptimizer.learningRate was 0.0002 and is now 0.1.",
                "options.discriminatorOptimizer.learningRate was 0.0002 and is now 0.1.",
                "loss was \"binary-cross-entropy\" and is now \"hinge\".")
            .And.NotContain("batchSize");
    }

    [Fact]
    public void Another_data_set_is_refused()
    {
        Train();
        ImageDataset other = TestData.Pictures(count: 22);

        Action resume = () => Train(dataset: other);

        resume.Should().Throw<GanConfigurationException>().WithMessage("*dataset.fingerprint was*");
    }

    [Fact]
    public void Damaged_checkpoints_are_skipped_and_named()
    {
        Train(new SaveOptions { CheckpointInterval = TimeSpan.Zero, KeepCheckpoints = 3 });
        string[] newestFirst = [.. Directory.GetFiles(Run.Checkpoints).OrderDescending(StringComparer.Ordinal)];
        using (FileStream newest = File.OpenWrite(newestFirst[0]))
        {
            newest.SetLength(newest.Length / 2);
        }

        byte[] second = File.ReadAllBytes(newestFirst[1]);
        second[^100] ^= 1;
        File.WriteAllBytes(newestFirst[1], second);
        ListLogger logger = new();

        Train(change: builder => builder.WithLogger(logger)).Steps.Should().Be(TinyGan.Steps);

        logger.Warnings.Should().HaveCount(2);
        logger.Warnings[0].Should().Contain(newestFirst[0]);
        logger.Warnings[1].Should().Contain(newestFirst[1]);
        logger.Messages.Should().Contain(message => message.Contains("step 12", StringComparison.Ordinal));
    }

    [Fact]
    public void When_every_checkpoint_is_damaged_the_run_is_not_silently_started_anew()
    {
        Train(new SaveOptions { KeepCheckpoints = 1 });
        File.WriteAllText(Directory.GetFiles(Run.Checkpoints).Single(), "not a checkpoint");

        Action resume = () => Train();

        resume.Should().Throw<GanConfigurationException>().WithMessage("*None of the 1 checkpoints*remove the folder to start anew*");
    }

    [Fact]
    public void A_folder_with_a_run_is_refused_when_a_new_one_is_wanted()
    {
        Train();

        Action again = () => Train(new SaveOptions { Resume = ResumeMode.Never });

        again.Should().Throw<GanConfigurationException>().WithMessage("*holds a run already*");
    }

    [Fact]
    public void A_folder_without_a_checkpoint_is_refused_when_a_run_is_to_be_resumed()
    {
        Action resume = () => Train(new SaveOptions { Resume = ResumeMode.Always });

        resume.Should().Throw<GanConfigurationException>().WithMessage("*no checkpoint to resume from*");
        Directory.Exists(Run.Root).Should().BeFalse();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_found_before_training()
    {
        File.WriteAllText(Run.Root, "a file where the folder should be");

        Action train = () => Train();

        train.Should().Throw<GanConfigurationException>().WithMessage("*nothing can be written to*choose another folder*");
    }

    [Fact]
    public void Two_runs_cannot_share_a_folder_at_the_same_time()
    {
        Exception? second = null;
        void TryAnother()
        {
            if (second is null)
            {
                second = new InvalidOperationException("under way");
                second = Record.Exception(() => Train());
            }
        }

        Train(change: builder => builder.Observe(new RecordingObserver { Tick = _ => TryAnother() }));

        second.Should().BeOfType<GanConfigurationException>().Which.Message.Should().Contain("another process is training into");
        Train(change: builder => builder.WithEpochs(4)).Epochs.Should().Be(4);
    }

    [Fact]
    public void After_divergence_the_last_good_state_is_saved()
    {
        Action train = () => Train(change: builder => builder.WithLoss(new BreakingLoss(breaksInStep: 8)));

        train.Should().Throw<TrainingDivergedException>();

        using Checkpoint checkpoint = Checkpoint.Read(Directory.GetFiles(Run.Checkpoints).Single());
        checkpoint.State.Position.Step.Should().Be(7);
        using GanGenerator generator = GanGenerator.Load(Run.Generator, ComputeDevice.Cpu);
    }

    [Fact]
    public void The_history_is_cut_back_to_the_checkpoint_that_is_resumed()
    {
        Train();
        HistoryFile.Append(Run.History, new HistoryEntry { Epoch = 9, Step = 99, Images = 999 });

        Train(change: builder => builder.WithEpochs(4));

        HistoryFile.Read(Run.History).Should().NotContain(entry => entry.Step == 99);
    }

    public void Dispose() => _folder.Dispose();

    private TrainingResult Train(
        SaveOptions? options = null, Func<GanBuilder, GanBuilder>? change = null, IImageDataset? dataset = null)
    {
        GanBuilder builder = TinyGan.Builder().SaveTo(Run.Root, options);
        using GanTrainer trainer = (change?.Invoke(builder) ?? builder).Build();
        return trainer.Train(dataset ?? TinyGan.Pictures());
    }

    private sealed class BreakingLoss(int breaksInStep) : IAdversarialLoss
    {
        // The builder tries the loss once.
        private int _step = -1;

        public string Name => AdversarialLosses.BinaryCrossEntropy.Name;

        public TorchSharp.torch.Tensor Discriminator(JudgedBatch batch) => AdversarialLosses.BinaryCrossEntropy.Discriminator(batch);

        public TorchSharp.torch.Tensor Generator(JudgedBatch batch)
        {
            TorchSharp.torch.Tensor loss = AdversarialLosses.BinaryCrossEntropy.Generator(batch);
            return ++_step == breaksInStep ? loss.mul(float.NaN) : loss;
        }
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Messages { get; } = [];

        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Messages.Add(formatter(state, exception));
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(Messages[^1]);
            }
        }
    }
}
