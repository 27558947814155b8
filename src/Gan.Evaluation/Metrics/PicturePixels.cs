namespace Gan.Evaluation;

/// <summary>One picture's bytes, channel by channel.</summary>
internal readonly record struct PicturePixels(ReadOnlyMemory<byte> Bytes, int Channels, int Height, int Width)
{
    /// <summary>Colours, without alpha.</summary>
    public int Colours => Math.Min(Channels, 3);

    /// <summary>A value from 0 to 255.</summary>
    public int At(int channel, int y, int x) => Bytes.Span[(((channel * Height) + y) * Width) + x];

    /// <summary>The mean of the colours.</summary>
    public double Grey(int y, int x)
    {
        double sum = 0;
        for (int channel = 0; channel < Colours; channel++)
        {
            sum += At(channel, y, x);
        }

        return sum / Colours;
    }
}
