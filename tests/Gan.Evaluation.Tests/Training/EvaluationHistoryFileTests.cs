
namespace Gan.Evaluation.Tests.Training;

public sealed class EvaluationHistoryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("evaluations.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_back_to_the_last_bit()
    {
        EvaluationEntry[] entries =
        [
            Entry(2, new EvaluationValue
            {
                Metric = EvaluationMetric.KernelDistance,
                Value = 0.1 + 0.2,
                Real = -1e-300,
                Extractor = "PCA, \"of\" dogs (64)",
                Fingerprint = "00ff",
            }),
            Entry(4, new EvaluationValue
            {
                Metric = EvaluationMetric.Recall,
                Value = double.NaN,
                Real = double.PositiveInfinity,
                Extractor = "pixels",
                Fingerprint = "",
            }),
        ];
        EvaluationHistoryFile.Write(Path, entries);
        EvaluationHistoryFile.Read(Path).Should().BeEquivalentTo(entries, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Metrics_of_a_newer_version_are_left_out()
    {
        EvaluationHistoryFile.Write(Path, [Entry(2, new EvaluationValue
        {
            Metric = EvaluationMetric.Recall,
            Value = 0.5,
            Real = 0.6,
            Extractor = "pixels",
            Fingerprint = "",
        })]);
        File.AppendAllText(Path, "2,20,beauty,1,1,10,20,fp,0,,\"pixels\"\n");
        EvaluationHistoryFile.Read(Path).Should().ContainSingle().Which.Values.Should().ContainSingle();
    }

    [Theory]
    [InlineData("epoch,step\n", 1)]
    [InlineData(null, 2)]
    public void What_is_no_such_file_is_refused_with_the_line(string? text, int line)
    {
        EvaluationHistoryFile.Write(Path, []);
        File.WriteAllText(Path, text ?? File.ReadAllText(Path) + "2,20,recall,0.5\n");
        Action read = () => EvaluationHistoryFile.Read(Path);
        read.Should().Throw<GanFileException>().WithMessage($"*its line {line} cannot be read*");
    }

    [Fact]
    public void Metrics_of_ones_own_are_read_back_by_who_knows_them()
    {
        EvaluationMetric own = EvaluationMetric.OfScores("f1", "F1", MetricDirection.Higher, scores => scores.PrecisionRecall.Precision);
        EvaluationEntry[] entries = [Entry(2, new EvaluationValue
        {
            Metric = own,
            Value = 0.5,
            Real = 0.6,
            Extractor = "conv",
            Fingerprint = "00ff",
        })];
        EvaluationHistoryFile.Write(Path, entries);
        EvaluationHistoryFile.Read(Path, [own]).Should().BeEquivalentTo(entries);
        EvaluationHistoryFile.Read(Path).Should().ContainSingle().Which.Values.Should().BeEmpty();
    }

    private static EvaluationEntry Entry(int epoch, EvaluationValue value) => new EvaluationEntry
    {
        Epoch = epoch,
        Step = 10 * epoch,
        Samples = 10,
        Reference = 20,
        HeldOut = "fp",
        Seed = 0,
        Values = [value],
    };
}
