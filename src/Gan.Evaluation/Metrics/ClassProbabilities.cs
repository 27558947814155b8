using TorchSharp;

namespace Gan.Evaluation;

/// <summary>What a classifier's answers given to a metric must be.</summary>
internal static class ClassProbabilities
{
    private const double Tolerance = 1e-3;

    /// <summary>Requires rows of probabilities.</summary>
    /// <param name="probabilities">Floating point [N, classes].</param>
    /// <param name="atLeast">Pictures needed.</param>
    /// <param name="metric">What is to be computed.</param>
    /// <returns>float64 [N, classes] on the CPU. The caller disposes it.</returns>
    /// <exception cref="EvaluationException">They are something else.</exception>
    public static torch.Tensor Require(torch.Tensor probabilities, int atLeast, string metric)
    {
        long[] shape = probabilities.shape;
        if (!probabilities.is_floating_point() || shape.Length != 2 || shape[1] < 1)
        {
            throw new EvaluationException(
                $"Class probabilities are floating point [N, classes]; this tensor is {probabilities.dtype} [{string.Join(", ", shape)}].");
        }

        if (shape[0] < atLeast)
        {
            throw new EvaluationException($"There are class probabilities of {shape[0]} pictures; {metric} needs at least {atLeast}.");
        }

        using var scope = torch.NewDisposeScope();
        torch.Tensor rows = probabilities.detach().to(torch.ScalarType.Float64).cpu();
        torch.Tensor good = (rows >= 0).all(1).logical_and((rows.sum(1) - 1).abs() < Tolerance);
        if (!good.all().item<bool>())
        {
            long wrong = good.to(torch.ScalarType.Int32).argmin().item<long>();
            throw new EvaluationException(
                $"Row {wrong} is not a distribution over {shape[1]} classes: probabilities are at least 0 and add up to 1. "
                + "Use softmax, not logits.");
        }

        return rows.MoveToOuterDisposeScope();
    }
}
