using Gan.Core.ModelFiles;
using Gan.Core.TestProcess;

namespace Gan.Evaluation.Tests.Training;

public sealed class EvaluationObserverTests : IDisposable
{
    private static readonly Lazy<(string Lines, byte[] Best, byte[] Last)> Whole = new(() =>
    {
        using EvaluationObserverTests tests = new();
        tests.Run("whole", Observer());
        return tests.Files("whole");
    });

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Measuring_changes_no_bit_of_what_is_trained()
    {
        using GanTrainer alone = MeasuredGan.Builder().Build(), measured = MeasuredGan.Builder().WithEvaluation(MeasuredGan.HeldOut, MeasuredGan.Options).Build();
        alone.Train(MeasuredGan.Training);
        measured.Train(MeasuredGan.Training);

        measured.CaptureState().Bits().Should().Equal(alone.CaptureState().Bits());
        measured.History.Timeless().Should().Equal(alone.History.Timeless());
    }

    [Fact]
    public void Every_so_many_epochs_all_numbers_go_to_the_file_beside_those_of_real_pictures()
    {
        EvaluationObserver observer = Observer();
        Run("run", observer).Epochs.Should().Be(6);

        observer.Entries.Select(entry => (entry.Epoch, entry.Step, entry.Samples, entry.Reference)).Should().Equal((2, 8, 24, 40), (4, 16, 24, 40), (6, 24, 24, 40));
        observer.Entries[0].Values.Should().HaveCount(8 + 5);
        EvaluationHistoryFile.Read(Evaluations("run")).Should().BeEquivalentTo(observer.Entries, options => options.WithStrictOrdering());
        using RandomConvFeatures features = new();
        using Evaluator evaluator = new(MeasuredGan.Training, MeasuredGan.HeldOut, [features]);
        using GanGenerator last = GanGenerator.Load(Folder("run").Generator, ComputeDevice.Cpu);
        EvaluationValue distance = observer.Entries[^1].Find(EvaluationMetric.FrechetDistance)!;
        distance.Should().Be(new EvaluationValue
        {
            Metric = EvaluationMetric.FrechetDistance,
            Value = evaluator.Evaluate(last).Scores[0].FrechetDistance,
            Real = evaluator.MeasureNoiseFloor().Scores[0].FrechetDistance,
            Extractor = features.Name,
            Fingerprint = features.Fingerprint,
        });
    }

    [Theory]
    [InlineData(3)] // before the first measurement
    [InlineData(8)] // in the last step before it
    [InlineData(9)]
    [InlineData(17)]
    public void A_run_that_was_interrupted_and_resumed_has_the_lines_and_the_best_generator_of_one_that_was_not(int step)
    {
        using (CancellationTokenSource source = new())
        {
            Action interrupted = () => Run("parts", Observer(), new CancellingLoss(step, source), cancellationToken: source.Token);
            interrupted.Should().Throw<OperationCanceledException>();
        }

        Run("parts", Observer());

        MustEqualWhole("parts");
    }

    [Fact]
    public void Lines_after_the_checkpoint_that_is_resumed_are_measured_anew_not_twice()
    {
        Run("parts", Observer());
        foreach (string later in Directory.GetFiles(Folder("parts").Checkpoints).Where(path => string.CompareOrdinal(Path.GetFileName(path), "step-000000011") > 0))
        {
            File.Delete(later);
        }

        Run("parts", Observer());

        MustEqualWhole("parts");
    }

    [Fact]
    public void A_measurement_can_be_cancelled_and_is_made_when_the_run_goes_on()
    {
        using (CancellationTokenSource source = new())
        {
            Action cancelled = () => Run("parts", Observer(progress: new Cancelling(source)), cancellationToken: source.Token);
            cancelled.Should().Throw<OperationCanceledException>();
        }

        File.ReadAllLines(Evaluations("parts")).Should().ContainSingle("the header");
        using (Checkpoint saved = Checkpoint.Read(Directory.GetFiles(Folder("parts").Checkpoints).Max()!))
        {
            saved.State.Position.Should().Be(new TrainingPosition { Epoch = 2, Step = 8, Images = 80 });
        }

        Run("parts", Observer());
        MustEqualWhole("parts");
    }

    [Fact]
    public void The_best_generator_is_kept_with_its_number_and_epoch()
    {
        EvaluationObserver observer = Observer();
        Run("run", observer);

        EvaluationEntry best = observer.Entries.MinBy(entry => entry.Find(EvaluationMetric.FrechetDistance)!.Value)!;
        observer.Best.Should().Be(best);
        using GanGenerator kept = GanGenerator.Load(Best("run"), ComputeDevice.Cpu);
        kept.Metadata.Should().Contain("metric", "frechet_distance").And.Contain("epochs", $"{best.Epoch}").And.ContainKey("fingerprint");
        using RandomConvFeatures features = new();
        using Evaluator evaluator = new(MeasuredGan.Training, MeasuredGan.HeldOut, [features]);
        double again = evaluator.Evaluate(kept).Scores[0].FrechetDistance;
        again.Should().Be(double.Parse(kept.Metadata["value"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_an_averaged_generator_the_average_is_measured_and_kept()
    {
        EvaluationObserver observer = Observer(MeasuredGan.Options with { Every = 6 });
        using GanTrainer trainer = MeasuredGan.Builder().WithAveraging().SaveTo(Folder("run").Root).Observe(observer).Build();
        trainer.Train(MeasuredGan.Training);

        using RandomConvFeatures features = new();
        using Evaluator evaluator = new(MeasuredGan.Training, MeasuredGan.HeldOut, [features]);
        using GanGenerator kept = GanGenerator.Load(Best("run"), ComputeDevice.Cpu);
        double measured = observer.Entries.Should().ContainSingle().Which.Find(EvaluationMetric.FrechetDistance)!.Value;
        measured.Should().Be(evaluator.Evaluate(trainer.SampledGenerator).Scores[0].FrechetDistance)
            .And.Be(evaluator.Evaluate(kept).Scores[0].FrechetDistance)
            .And.NotBe(evaluator.Evaluate(trainer.Generator).Scores[0].FrechetDistance);
    }

    [Fact]
    public void A_folder_without_a_recorder_receives_the_measurements_too_and_a_second_call_replaces_the_first()
    {
        using GanTrainer trainer = MeasuredGan.Builder().WithEpochs(2).InFolder(Folder("run").Root)
            .WithEvaluation(MeasuredGan.HeldOut, MeasuredGan.Options with { Every = 1 })
            .WithEvaluation(MeasuredGan.HeldOut, MeasuredGan.Options with { KeepBest = true }).Build();
        trainer.Train(MeasuredGan.Training);

        trainer.Observers.OfType<EvaluationObserver>().Should().ContainSingle();
        EvaluationHistoryFile.Read(Evaluations("run")).Select(entry => entry.Epoch).Should().Equal(2);
        File.Exists(Best("run")).Should().BeTrue();
    }

    [Fact]
    public void A_metric_of_ones_own_can_decide_which_generator_is_the_best()
    {
        EvaluationMetric own = EvaluationMetric.OfScores("worst", "worst of both", MetricDirection.Lower, scores => -scores.PrecisionRecall.Recall);
        TrainingEvaluationOptions options = MeasuredGan.Options with { Metric = own, Measurement = new EvaluationOptions { Metrics = [own] } };
        EvaluationObserver observer = Observer(options);
        Run("run", observer);

        using GanGenerator kept = GanGenerator.Load(Best("run"), ComputeDevice.Cpu);
        kept.Metadata.Should().Contain("metric", "worst").And.Contain("epochs", $"{observer.Best!.Epoch}");
        observer.Best.Find(own)!.Value.Should().Be(observer.Entries.Min(entry => entry.Find(own)!.Value));
        Action unmeasured = () => Run("other", Observer(MeasuredGan.Options with { Metric = own }));
        unmeasured.Should().Throw<GanConfigurationException>().WithMessage("*worst is not among the metrics that are measured*");
    }

    [Fact]
    public void Without_improvement_the_run_ends_early_in_order_and_says_why()
    {
        using IFeatureExtractor unmoved = MeasuredGan.Unmoved();
        TrainingEvaluationOptions options = MeasuredGan.Options with { Every = 1, Patience = 2 };
        RecordingObserver recorder = new();

        TrainingResult result = Run("run", new EvaluationObserver(MeasuredGan.HeldOut, options, [unmoved]), also: recorder);

        (result.Epochs, result.Steps, recorder.Outcome).Should().Be((3, 12L, TrainingOutcome.Stopped));
        result.StopReason.Should().StartWith("the Fréchet distance has not improved in 2 measurements:").And.Contain("after epoch 1,")
            .And.Contain("after epoch 3,");
        Run("run", new EvaluationObserver(MeasuredGan.HeldOut, options, [unmoved])).Steps.Should().Be(12, "nothing has improved since");
        TrainingResult patient = Run("run", new EvaluationObserver(MeasuredGan.HeldOut, options with { Patience = 0 }, [unmoved]));
        (patient.Epochs, patient.StopReason).Should().Be((6, null));
    }

    [Fact]
    public void Pictures_that_cannot_be_measured_do_not_end_the_run()
    {
        using IFeatureExtractor broken = MeasuredGan.Broken();
        EvaluationObserver observer = new(MeasuredGan.HeldOut, MeasuredGan.Options, [broken]);

        Run("run", observer).Epochs.Should().Be(6);

        observer.Entries.Should().BeEmpty();
    }

    [Fact]
    public void What_was_measured_otherwise_is_not_gone_on_with()
    {
        using (CancellationTokenSource source = new())
        {
            Action interrupted = () => Run("run", Observer(), new CancellingLoss(9, source), cancellationToken: source.Token);
            interrupted.Should().Throw<OperationCanceledException>();
        }

        Action resume = () => Run("run", Observer(MeasuredGan.Options with { Measurement = new EvaluationOptions { Samples = 20 } }));
        resume.Should().Throw<GanConfigurationException>().WithMessage("*measured with 24 pictures instead of 20*evaluations.csv*");
        using IFeatureExtractor other = MeasuredGan.Unmoved();
        resume = () => Run("run", new EvaluationObserver(MeasuredGan.HeldOut, MeasuredGan.Options, [other]));
        resume.Should().Throw<GanConfigurationException>().WithMessage("*other feature extractors*");
        Run("run", Observer()).Epochs.Should().Be(6, "the folder is free again");
    }

    [Fact]
    public void Every_problem_is_told_before_the_first_step()
    {
        TrainingEvaluationOptions options = new() { Every = 0, Patience = -1, KeepBest = true, Metric = EvaluationMetric.Density };
        using GanTrainer trainer = TestData.Gan().WithEvaluation(TestData.Pictures(5), options).Build();

        Action train = () => trainer.Train(TestData.Pictures());

        train.Should().Throw<GanConfigurationException>().Which.Message.Should()
            .Contain("every 0 epochs").And.Contain("patience is -1").And.Contain("SaveTo").And.Contain("best by its density")
            .And.Contain("11 pixels").And.Contain("has 5 pictures");
        trainer.Position.Step.Should().Be(0);
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        Train();
        long before = LiveTensors.Count;
        Train();
        (LiveTensors.Count - before).Should().Be(0);

        static void Train()
        {
            using GanTrainer trainer = MeasuredGan.Builder().WithEpochs(2).WithEvaluation(MeasuredGan.HeldOut, MeasuredGan.Options).Build();
            trainer.Train(MeasuredGan.Training);
        }
    }

    private static EvaluationObserver Observer(TrainingEvaluationOptions? options = null, IProgress<EvaluationProgress>? progress = null) =>
        new(MeasuredGan.HeldOut, (options ?? MeasuredGan.Options) with { KeepBest = true }, progress: progress);

    private RunFolder Folder(string name) => new(_folder.File(name));

    private string Evaluations(string name) => Path.Combine(Folder(name).Root, EvaluationObserver.EvaluationsFile);

    private string Best(string name) => Path.Combine(Folder(name).Root, EvaluationObserver.BestGeneratorFile);

    private TrainingResult Run(
        string name,
        EvaluationObserver observer,
        IAdversarialLoss? loss = null,
        ITrainingObserver? also = null,
        CancellationToken cancellationToken = default)
    {
        SaveOptions save = new() { CheckpointInterval = TimeSpan.Zero, KeepCheckpoints = 100 };
        GanBuilder builder = MeasuredGan.Builder(loss).SaveTo(Folder(name).Root, save).Observe(observer);
        using GanTrainer trainer = (also is null ? builder : builder.Observe(also)).Build();
        return trainer.Train(MeasuredGan.Training, cancellationToken: cancellationToken);
    }

    private void MustEqualWhole(string name)
    {
        (string lines, byte[] best, byte[] last) = Files(name);
        lines.Should().Be(Whole.Value.Lines);
        best.Should().Equal(Whole.Value.Best);
        last.Should().Equal(Whole.Value.Last);
    }

    private (string Lines, byte[] Best, byte[] Last) Files(string name) =>
        (File.ReadAllText(Evaluations(name)), File.ReadAllBytes(Best(name)), File.ReadAllBytes(Folder(name).Generator));

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value)
        {
            if (value.Step == 2)
            {
                source.Cancel();
            }
        }
    }
}
