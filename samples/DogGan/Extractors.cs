using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;

namespace DogGan;

/// <summary>The feature extractors that suit a data set.</summary>
internal sealed class Extractors : IDisposable
{
    private const int PrincipalComponents = 64;

    private Extractors(List<IFeatureExtractor> all) => All = all;

    /// <summary>All of them; disposed with this object.</summary>
    public IReadOnlyList<IFeatureExtractor> All { get; }

    /// <summary>Makes those that need no file, and one of a TorchScript file if it is named.</summary>
    public static Extractors For(IImageDataset training, ComputeDevice device, string? torchScript)
    {
        List<IFeatureExtractor> all = [];
        Extractors extractors = new(all);
        try
        {
            if (training is Cifar10Dataset)
            {
                all.Add(CifarFeatures.Load(device));
            }

            all.Add(new RandomConvFeatures(training.Shape.Channels, device: device));
            all.Add(PixelPcaFeatures.Fit(training, Math.Min(PrincipalComponents, training.Count - 1)));
            if (torchScript is not null)
            {
                all.Add(TorchScriptFeatures.Load(torchScript, training.Shape, device));
            }

            return extractors;
        }
        catch
        {
            extractors.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (IFeatureExtractor extractor in All)
        {
            extractor.Dispose();
        }
    }
}
