using TorchSharp;

namespace Gan.Evaluation.Tests;

public class FeaturesTests
{
    [Fact]
    public void Numbers_of_different_extractors_cannot_be_compared()
    {
        using Features one = Sets.Of(torch.zeros(30, 2), "first extractor"), other = Sets.Of(torch.zeros(30, 2), "second extractor");
        Action[] metrics =
        [
            () => FrechetDistance.Compute(one, other),
            () => KernelDistance.Compute(one, other),
            () => PrecisionRecall.Compute(one, other),
            () => NearestNeighbourTest.Compute(one, other),
            () => ClassifierTest.Compute(one, other),
            () => Memorization.Compute(one, one, other),
            () => Memorization.Compute(one, other, other),
        ];
        foreach (Action metric in metrics)
        {
            metric.Should().Throw<EvaluationException>().Which.Message.Should().Contain("'first extractor'").And.Contain("'second extractor'")
                .And.EndWith("numbers of different extractors cannot be compared. Extract both with the same one.");
        }
    }

    [Fact]
    public void Too_few_pictures_are_named()
    {
        using Features one = Sets.Of(torch.zeros(1, 2)), many = Sets.Of(torch.zeros(30, 2));
        Action frechet = () => FrechetDistance.Compute(one, many), kernel = () => KernelDistance.Compute(many, one);
        Action classifier = () => ClassifierTest.Compute(many, one), diversity = () => Diversity.MeanDistance(one);
        frechet.Should().Throw<EvaluationException>().WithMessage("'points' has 1 pictures; the Fréchet distance needs at least 2.");
        kernel.Should().Throw<EvaluationException>().WithMessage("*the kernel distance needs at least 2.");
        classifier.Should().Throw<EvaluationException>().WithMessage("*the classifier test needs at least 20.");
        diversity.Should().Throw<EvaluationException>().WithMessage("*the mean distance needs at least 2.");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Numbers_that_are_not_finite_are_refused_with_their_picture(float value)
    {
        using torch.Tensor values = torch.zeros(5, 2);
        values[3, 1] = value;
        Action create = () => _ = new Features(values, "network", "f", "dogs");
        create.Should().Throw<EvaluationException>().WithMessage("'network' gave numbers that are not finite for 'dogs', first for picture 3.*");
        values.IsInvalid.Should().BeFalse("it stays the caller's");
    }

    [Fact]
    public void Other_tensors_are_refused()
    {
        using torch.Tensor bytes = torch.zeros([2, 2], torch.ScalarType.Byte), vector = torch.zeros(2);
        Action ofBytes = () => _ = new Features(bytes, "e", "f", "s"), ofVector = () => _ = new Features(vector, "e", "f", "s");
        ofBytes.Should().Throw<ArgumentException>().WithMessage("Features are float32 [N, D]; this tensor is Byte [2, 2].*");
        ofVector.Should().Throw<ArgumentException>().WithMessage("Features are float32 [N, D]; this tensor is Float32 [2].*");
    }

    [Fact]
    public void Features_outlive_the_scope_they_are_made_in_and_dispose_their_tensor()
    {
        long before = LiveTensors.Count;
        Features features;
        using (torch.NewDisposeScope())
        {
            features = new Features(torch.ones(3, 2), "e", "f", "s");
        }

        features.Values.sum().item<float>().Should().Be(6);
        using (Features chosen = features.Select([2, 0]))
        {
            (chosen.Count, chosen.Size, chosen.ExtractorName, chosen.Source).Should().Be((2, 2, "e", "s"));
        }

        features.Dispose();
        (LiveTensors.Count - before).Should().BeLessThanOrEqualTo(1, "only the sum of this test is left");
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 0, 3 })]
    [InlineData(new[] { -1 })]
    public void A_choice_outside_the_set_is_refused(int[] indices)
    {
        using Features features = Sets.Of(torch.zeros(3, 2));
        Action select = () => features.Select(indices);
        select.Should().Throw<ArgumentOutOfRangeException>().WithMessage("At least one index from 0 to 2 is needed.*");
    }
}
