using System.Globalization;
using Gan.Data.Cifar;

namespace DogGan.Output;

/// <summary>Shows a download: one line that is rewritten on a terminal, a line every ten percent elsewhere.</summary>
internal sealed class DownloadDisplay : IProgress<DownloadProgress>
{
    private readonly bool _rewrites = !Console.IsOutputRedirected;
    private int _shown = -1;

    public void Report(DownloadProgress value)
    {
        int percent = (int)(value.Fraction * 100);
        int step = _rewrites ? percent : percent / 10;
        if (step == _shown)
        {
            return;
        }

        _shown = step;
        string remaining = value.Remaining is { } left ? $", {left:hh\\:mm\\:ss} left" : "";
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"CIFAR-10: {value.Stage}, {percent} % of {value.TotalBytes / 1e6:F0} MB{remaining}");
        if (_rewrites)
        {
            Console.Write($"\r{line,-90}");
            if (percent == 100)
            {
                Console.WriteLine();
            }
        }
        else
        {
            Console.WriteLine(line);
        }
    }
}
