using Gan.Core.ModelFiles;
using Gan.Core.TestProcess;

namespace Gan.Evaluation.Tests.Training;

public sealed class TensorBoardObserverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RunFolder Run => new(_folder.File("run"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_event_file_has_the_history_and_the_measurements()
    {
        EvaluationObserver evaluation = new(MeasuredGan.HeldOut, MeasuredGan.Options);
        TrainingResult result = Train(MeasuredGan.Builder().SaveTo(Run.Root).Observe(evaluation).WithTensorBoard());

        List<(string Tag, long Step, float Value)> scalars = Scalars();
        foreach ((string tag, Func<HistoryEntry, double> read) in new (string, Func<HistoryEntry, double>)[]
        {
            ("loss/discriminator", entry => entry.DiscriminatorLoss),
            ("loss/generator", entry => entry.GeneratorLoss),
            ("score/real", entry => entry.RealScore),
            ("score/generated", entry => entry.FakeScore),
            ("speed/images_per_second", entry => entry.ImagesPerSecond),
        })
        {
            Of(tag).Should().Equal(result.History.Select(entry => (entry.Step, (float)read(entry))), tag);
        }

        Of("evaluation/frechet_distance/random_convolutions").Should()
            .Equal(evaluation.Entries.Select(entry => (entry.Step, (float)entry.Find(EvaluationMetric.FrechetDistance)!.Value)));
        Of("evaluation_real/colour_distance/pixels").Should().HaveCount(3);

        IEnumerable<(long, float)> Of(string tag) => scalars.Where(scalar => scalar.Tag == tag).Select(scalar => (scalar.Step, scalar.Value));
    }

    [Fact]
    public void A_run_that_is_resumed_has_every_step_once_and_leaves_the_files_of_others_alone()
    {
        Directory.CreateDirectory(Run.TensorBoard);
        string foreign = Path.Combine(Run.TensorBoard, "events.out.tfevents.1.host.1.1");
        File.WriteAllText(foreign, "of another program");
        using (CancellationTokenSource source = new())
        {
            GanBuilder builder = Builder(new CancellingLoss(9, source));
            Action interrupted = () => Train(builder, source.Token);
            interrupted.Should().Throw<OperationCanceledException>();
        }

        TrainingResult result = Train(Builder());

        File.Delete(foreign);
        List<(string Tag, long Step, float Value)> scalars = Scalars();
        scalars.Select(scalar => (scalar.Tag, scalar.Step)).Should().OnlyHaveUniqueItems();
        scalars.Where(scalar => scalar.Tag == "loss/generator").Select(scalar => scalar.Step).Should().Equal(result.History.Select(entry => entry.Step));
        scalars.Where(scalar => scalar.Tag == "evaluation/recall/random_convolutions").Select(scalar => scalar.Step).Should().Equal(8, 16, 24);
    }

    [Fact]
    public void A_folder_is_asked_for_when_the_run_has_none()
    {
        Action train = () => Train(MeasuredGan.Builder().WithTensorBoard());
        train.Should().Throw<GanConfigurationException>().WithMessage("*TensorBoard needs a folder*");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_does_not_end_the_run()
    {
        string file = _folder.File("file");
        File.WriteAllText(file, "");
        Train(MeasuredGan.Builder().WithTensorBoard(file)).Epochs.Should().Be(6);
    }

    private static TrainingResult Train(GanBuilder builder, CancellationToken cancellationToken = default)
    {
        using GanTrainer trainer = builder.Build();
        return trainer.Train(MeasuredGan.Training, cancellationToken: cancellationToken);
    }

    private GanBuilder Builder(IAdversarialLoss? loss = null) =>
        MeasuredGan.Builder(loss).SaveTo(Run.Root).WithTensorBoard().WithEvaluation(MeasuredGan.HeldOut, MeasuredGan.Options);

    private List<(string Tag, long Step, float Value)> Scalars() =>
        EventFile.ReadScalars(Directory.GetFiles(Run.TensorBoard).Should().ContainSingle().Subject);
}
