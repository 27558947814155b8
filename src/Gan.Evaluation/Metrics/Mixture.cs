namespace Gan.Evaluation;

/// <summary>
/// Which mixture of two samples a third one looks like: the share λ for which the distribution (1 − λ)·F + λ·G is the nearest to its own,
/// in the mean square over the values of both.
/// </summary>
internal sealed class Mixture
{
    private readonly double[] _places;
    private readonly double[] _first;
    private readonly double[] _change;

    /// <param name="first">F, at least one value.</param>
    /// <param name="second">G, at least one value.</param>
    public Mixture(double[] first, double[] second)
    {
        _places = [.. first.Concat(second).Order()];
        _first = Distribution(first);
        _change = [.. Distribution(second).Zip(_first, (of, before) => of - before)];
    }

    /// <summary>How far the two samples are apart: the mean squared difference of their distributions; 0 when they are the same.</summary>
    public double Trace => _change.Average(change => change * change);

    /// <summary>The share of the second sample in a third one.</summary>
    /// <param name="values">The third sample.</param>
    /// <returns>Near 0 for a sample like the first, near 1 for one like the second.</returns>
    public double Share(double[] values)
    {
        double along = 0, square = 0;
        double[] distribution = Distribution(values);
        for (int i = 0; i < _places.Length; i++)
        {
            along += (distribution[i] - _first[i]) * _change[i];
            square += _change[i] * _change[i];
        }

        return square > 0 ? along / square : 0;
    }

    /// <summary>The share of a sample's values up to each of the places.</summary>
    private double[] Distribution(double[] values)
    {
        double[] sorted = [.. values.Order()];
        double[] shares = new double[_places.Length];
        int below = 0;
        for (int i = 0; i < _places.Length; i++)
        {
            while (below < sorted.Length && sorted[below] <= _places[i])
            {
                below++;
            }

            shares[i] = (double)below / sorted.Length;
        }

        return shares;
    }
}
