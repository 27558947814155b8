namespace Gan.Imaging;

/// <summary>A Gaussian blur in managed code, so that it does not depend on the machine.</summary>
internal static class GaussianBlur
{
    // Beyond four standard deviations lies less than a ten-thousandth of the kernel.
    private const double Reach = 4;

    /// <summary>Blurs a picture, first along the rows, then along the columns.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="sigma">The kernel's standard deviation in pixels, above 0.</param>
    /// <returns>A picture of the same size.</returns>
    public static RgbImage Apply(RgbImage image, double sigma)
    {
        float[] kernel = Kernel(sigma);
        int count = image.Width * image.Height;
        byte[] result = new byte[3 * count];
        float[] plane = new float[count], rows = new float[count];
        for (int channel = 0; channel < 3; channel++)
        {
            for (int i = 0; i < count; i++)
            {
                plane[i] = image.Pixels[(channel * count) + i];
            }

            Convolve(plane, rows, kernel, lines: image.Height, lineStride: image.Width, length: image.Width, stride: 1);
            Convolve(rows, plane, kernel, lines: image.Width, lineStride: 1, length: image.Height, stride: image.Width);
            for (int i = 0; i < count; i++)
            {
                result[(channel * count) + i] = (byte)Math.Clamp(MathF.Round(plane[i]), 0, 255);
            }
        }

        return new RgbImage(image.Width, image.Height, result);
    }

    private static float[] Kernel(double sigma)
    {
        int radius = (int)Math.Ceiling(Reach * sigma);
        double[] weights = [.. Enumerable.Range(-radius, (2 * radius) + 1).Select(x => Math.Exp(-x * x / (2 * sigma * sigma)))];
        double sum = weights.Sum();
        return Array.ConvertAll(weights, weight => (float)(weight / sum));
    }

    private static void Convolve(float[] source, float[] target, float[] kernel, int lines, int lineStride, int length, int stride)
    {
        int radius = kernel.Length / 2;
        for (int line = 0; line < lines; line++)
        {
            int start = line * lineStride;
            for (int i = 0; i < length; i++)
            {
                float sum = 0;
                for (int k = 0; k < kernel.Length; k++)
                {
                    sum += kernel[k] * source[start + (Mirrored(i + k - radius, length) * stride)];
                }

                target[start + (i * stride)] = sum;
            }
        }
    }

    // … 2 1 0 | 0 1 2 … n−1 | n−1 n−2 …, however far outside.
    private static int Mirrored(int index, int length)
    {
        int period = 2 * length;
        int place = ((index % period) + period) % period;
        return place < length ? place : period - 1 - place;
    }
}
