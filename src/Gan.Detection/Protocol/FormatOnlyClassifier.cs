using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// Tells two sets of pictures apart by how their values are written and nothing that they show: whether they are whole, and their
/// remainders divided by 4. Were it better than chance, a detector could be so too without looking ("fake or JPEG?", Grommelt et al. 2024,
/// arXiv 2403.17608).
/// </summary>
internal static class FormatOnlyClassifier
{
    private const int Remainders = 4;

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar Black = 0.ToScalar();
    private static readonly Scalar White = 255.ToScalar();
    private static readonly Scalar One = 1.ToScalar();
    private static readonly Scalar Divisor = Remainders.ToScalar();

    /// <summary>Fits a linear classifier to one pair of sets and measures it on another.</summary>
    /// <param name="real">Real pictures to fit to: [N, C, H, W], bytes or floating point from 0 to 255.</param>
    /// <param name="fake">Fakes to fit to, likewise.</param>
    /// <param name="testReal">Real pictures to measure on, likewise.</param>
    /// <param name="testFake">Fakes to measure on, likewise.</param>
    /// <returns>The area under the ROC curve.</returns>
    public static double Auc(torch.Tensor real, torch.Tensor fake, torch.Tensor testReal, torch.Tensor testFake)
    {
        double[][] realFeatures = Features(real), fakeFeatures = Features(fake);
        double[] weights = [.. Enumerable.Range(0, Remainders + 1).Select(Weight)];
        return RocCurve.Compute(LabelledScores.Of(Scores(testReal), Scores(testFake))).AreaUnderCurve;

        // Fisher's discriminant with independent features: what separates the means, in units of the spread.
        double Weight(int feature)
        {
            double[] first = [.. realFeatures.Select(features => features[feature])], second = [.. fakeFeatures.Select(features => features[feature])];
            double variance = (Variance(first) + Variance(second)) / 2;
            return (second.Average() - first.Average()) / (variance + 1e-12);
        }

        double[] Scores(torch.Tensor pictures) =>
            [.. Features(pictures).Select(features => features.Zip(weights, (value, weight) => value * weight).Sum())];
    }

    /// <summary>For each picture the share of values that are not whole, and of each remainder among those that are not clipped.</summary>
    private static double[][] Features(torch.Tensor pictures)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor values = pictures.to_type(torch.ScalarType.Float64).cpu().flatten(1);
        torch.Tensor whole = values.round(), inside = whole.gt(Black).logical_and(whole.lt(White)).to_type(torch.ScalarType.Float64);
        torch.Tensor count = inside.sum([1]).clamp_min(One);
        List<torch.Tensor> columns = [values.ne(whole).to_type(torch.ScalarType.Float64).mean([1])];
        for (int remainder = 0; remainder < Remainders; remainder++)
        {
            using Scalar wanted = remainder.ToScalar();
            columns.Add(whole.remainder(Divisor).eq(wanted).to_type(torch.ScalarType.Float64).mul(inside).sum([1]).div(count));
        }

        double[] all = torch.stack(columns, 1).contiguous().data<double>().ToArray();
        return [.. all.Chunk(Remainders + 1)];
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
