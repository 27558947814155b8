using TorchSharp;

namespace Gan.Evaluation.Tests;

public class ClassMetricsTests
{
    [Fact]
    public void Certain_pictures_of_all_classes_score_the_number_of_classes()
    {
        using torch.Tensor certain = torch.eye(5).repeat(40, 1);
        InceptionScore.Compute(certain, splits: 1).Mean.Should().BeApproximately(5, 1e-12);
        Diversity.ClassEntropy(certain).Should().BeApproximately(Math.Log(5), 1e-12);
    }

    [Fact]
    public void One_class_only_scores_one()
    {
        using torch.Tensor certain = torch.eye(5).narrow(0, 2, 1).repeat(40, 1);
        InceptionScore.Compute(certain).Should().Be(new InceptionScoreResult(1, 0, 10));
        Diversity.ClassEntropy(certain).Should().Be(0);
    }

    [Fact]
    public void Uncertain_pictures_score_the_divergence()
    {
        using torch.Tensor rows = torch.tensor(new double[,] { { 0.75, 0.25 }, { 0.25, 0.75 } });
        double divergence = 0.75 * Math.Log(1.5) + 0.25 * Math.Log(0.5);
        InceptionScore.Compute(rows, splits: 1).Mean.Should().BeApproximately(Math.Exp(divergence), 1e-12);
    }

    [Fact]
    public void A_missing_class_lowers_score_and_entropy()
    {
        using torch.Tensor all = torch.eye(4).repeat(50, 1), three = torch.eye(4).narrow(0, 0, 3).repeat(50, 1);
        InceptionScore.Compute(three).Mean.Should().BeLessThan(InceptionScore.Compute(all).Mean);
        Diversity.ClassEntropy(three).Should().BeLessThan(Diversity.ClassEntropy(all));
    }

    [Fact]
    public void What_is_no_probability_is_refused()
    {
        using torch.Tensor logits = torch.tensor(new float[,] { { 0.5f, 0.5f }, { 3, -1 } });
        using torch.Tensor nan = torch.full([1, 2], float.NaN), vector = torch.ones(3);
        Action ofLogits = () => InceptionScore.Compute(logits, splits: 1);
        Action ofNan = () => Diversity.ClassEntropy(nan), ofVector = () => Diversity.ClassEntropy(vector);
        Action ofFew = () => InceptionScore.Compute(logits, splits: 3);

        ofLogits.Should().Throw<EvaluationException>().WithMessage("Row 1 is not a distribution over 2 classes*softmax*");
        ofNan.Should().Throw<EvaluationException>().WithMessage("Row 0*");
        ofVector.Should().Throw<EvaluationException>().WithMessage("*floating point [N, classes]; this tensor is Float32 [3].");
        ofFew.Should().Throw<EvaluationException>().WithMessage("There are class probabilities of 2 pictures; the inception score needs at least 3.");
    }

    [Fact]
    public void Nothing_stays_alive()
    {
        using torch.Tensor rows = torch.eye(4).repeat(10, 1);
        long before = LiveTensors.Count;
        InceptionScore.Compute(rows);
        Diversity.ClassEntropy(rows);
        (LiveTensors.Count - before).Should().Be(0);
    }
}
