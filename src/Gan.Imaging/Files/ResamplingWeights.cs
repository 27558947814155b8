namespace Gan.Imaging;

/// <summary>
/// Which source pixels, and how much of each, make up every target pixel along one side. The kernel is the cubic of Keys (1981) with
/// a = −0.5, stretched by the reduction. Managed code, so that a data set's fingerprint does not depend on the machine.
/// </summary>
internal sealed class ResamplingWeights
{
    private const double CubicRadius = 2;

    private readonly int[] _starts;
    private readonly float[][] _weights;

    /// <summary>Computes the weights for <paramref name="targetLength"/> pixels made from a stretch of the source.</summary>
    /// <param name="sourceStart">Where the stretch begins.</param>
    /// <param name="sourceLength">Its length; pixels outside it are never used.</param>
    /// <param name="targetLength">How many pixels come out.</param>
    public ResamplingWeights(int sourceStart, int sourceLength, int targetLength)
    {
        SourceStart = sourceStart;
        SourceLength = sourceLength;
        _starts = new int[targetLength];
        _weights = new float[targetLength][];
        double reduction = (double)sourceLength / targetLength;
        double stretch = Math.Max(1, reduction);
        double radius = CubicRadius * stretch;
        for (int i = 0; i < targetLength; i++)
        {
            double centre = (i + 0.5) * reduction;
            int first = Math.Max(0, (int)(centre - radius + 0.5));
            int end = Math.Min(sourceLength, (int)(centre + radius + 0.5));
            double[] weights = new double[end - first];
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = Cubic((first + k + 0.5 - centre) / stretch);
            }

            double sum = weights.Sum();
            _starts[i] = sourceStart + first;
            _weights[i] = Array.ConvertAll(weights, weight => (float)(weight / sum));
        }
    }

    private int SourceStart { get; }

    private int SourceLength { get; }

    private int TargetLength => _starts.Length;

    /// <summary>Resamples one channel, first along the rows, then along the columns.</summary>
    /// <param name="source">The channel, row by row.</param>
    /// <param name="sourceWidth">The length of its rows.</param>
    /// <param name="columns">Weights along a row.</param>
    /// <param name="rows">Weights along a column.</param>
    /// <param name="target">Receives the pixels, row by row.</param>
    public static void Resample(ReadOnlySpan<byte> source, int sourceWidth, ResamplingWeights columns, ResamplingWeights rows, Span<byte> target)
    {
        int width = columns.TargetLength;
        float[] narrowed = new float[rows.SourceLength * width];
        for (int y = 0; y < rows.SourceLength; y++)
        {
            ReadOnlySpan<byte> line = source.Slice((rows.SourceStart + y) * sourceWidth, sourceWidth);
            for (int x = 0; x < width; x++)
            {
                float[] weights = columns._weights[x];
                float sum = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * line[columns._starts[x] + k];
                }

                narrowed[(y * width) + x] = sum;
            }
        }

        for (int y = 0; y < rows.TargetLength; y++)
        {
            float[] weights = rows._weights[y];
            int first = rows._starts[y] - rows.SourceStart;
            for (int x = 0; x < width; x++)
            {
                float sum = 0;
                for (int k = 0; k < weights.Length; k++)
                {
                    sum += weights[k] * narrowed[((first + k) * width) + x];
                }

                target[(y * width) + x] = (byte)Math.Clamp(MathF.Round(sum), 0, 255);
            }
        }
    }

    private static double Cubic(double x)
    {
        x = Math.Abs(x);
        return x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1
            : x < 2 ? (((((-0.5 * x) + 2.5) * x) - 4) * x) + 2
            : 0;
    }
}
