
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
            Entry(2, new EvaluationValue(EvaluationMetric.KernelDistance, 0.1 + 0.2, -1e-300, "PCA, \"of\" dogs (64)", "00ff")),
            Entry(4, new EvaluationValue(EvaluationMetric.Recall, double.NaN, double.PositiveInfinity, "pixels", "")),
        ];
        EvaluationHistoryFile.Write(Path, entries);
        EvaluationHistoryFile.Read(Path).Should().BeEquivalentTo(entries, options => options.WithStrictOrdering());
    }

    [Fact]
    public void Metrics_of_a_newer_version_are_left_out()
    {
        EvaluationHistoryFile.Write(Path, [Entry(2, new EvaluationValue(EvaluationMetric.Recall, 0.5, 0.6, "pixels", ""))]);
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
    public void Every_metric_has_a_name_of_its_own()
    {
        EvaluationMetric[] all = Enum.GetValues<EvaluationMetric>();
        all.Select(metric => metric.Name()).Should().OnlyHaveUniqueItems();
        all.Should().OnlyContain(metric => EvaluationMetrics.Find(metric.Name()) == metric);
        EvaluationMetrics.Find("beauty").Should().BeNull();
        EvaluationMetric.Recall.IsBetter(0.6, 0.5).Should().BeTrue();
        EvaluationMetric.FrechetDistance.IsBetter(0.6, 0.5).Should().BeFalse();
        EvaluationMetric.Density.IsBetter(0.6, 0.5).Should().BeFalse();
    }

    private static EvaluationEntry Entry(int epoch, EvaluationValue value) => new(epoch, 10 * epoch, 10, 20, "fp", 0, [value]);
}
