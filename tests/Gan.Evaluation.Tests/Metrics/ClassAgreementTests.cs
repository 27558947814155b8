using TorchSharp;

namespace Gan.Evaluation.Tests.Metrics;

public class ClassAgreementTests
{
    [Fact]
    public void What_is_found_is_counted_for_each_class_that_was_asked_for()
    {
        using OwnGenerator generator = new(classCount: 3);
        int call = 0;
        ClassAgreementResult result = ClassAgreement.Measure(generator, bytes => Says(bytes, call++), perClass: 4);

        result.Counts.Should().HaveCount(3).And.OnlyContain(found => found.Sum() == 4);
        result.Counts[0].Should().Equal(4, 0, 0);
        result.Counts[1].Should().Equal(4, 0, 0);
        result.Counts[2].Should().Equal(0, 0, 4);
        result.PerClass.Should().Equal(1, 0, 1);
        result.Overall.Should().BeApproximately(2 / 3.0, 1e-12);

        static torch.Tensor Says(torch.Tensor bytes, int asked)
        {
            bytes.dtype.Should().Be(torch.ScalarType.Byte);
            using torch.Tensor label = torch.full(bytes.shape[0], asked == 2 ? 2L : 0L, torch.ScalarType.Int64);
            return torch.nn.functional.one_hot(label, 3).to(torch.ScalarType.Float32);
        }
    }

    [Fact]
    public void Each_picture_is_asked_for_by_its_class()
    {
        using OwnGenerator generator = new(classCount: 3);
        ClassAgreement.Measure(generator, bytes => torch.zeros(bytes.shape[0], 3), perClass: 2);

        generator.Calls.Should().HaveCount(3);
    }

    [Fact]
    public void Generators_without_classes_and_classifiers_of_other_classes_are_refused()
    {
        using OwnGenerator plain = new(), conditional = new(classCount: 3);
        FluentActions.Invoking(() => ClassAgreement.Measure(plain, _ => torch.zeros(1))).Should().Throw<EvaluationException>().WithMessage("*no classes*");
        FluentActions.Invoking(() => ClassAgreement.Measure(conditional, bytes => torch.zeros(bytes.shape[0], 4), perClass: 2))
            .Should().Throw<EvaluationException>().WithMessage("*must know the same classes*");
    }

    [Fact]
    public void It_leaves_nothing_behind()
    {
        using OwnGenerator generator = new(classCount: 2);
        long before = LiveTensors.Count;
        ClassAgreement.Measure(generator, bytes => torch.zeros(bytes.shape[0], 2), perClass: 3);
        LiveTensors.Count.Should().Be(before);
    }
}
