using Gan.Core;
using Gan.Data.Cifar;
using Gan.Evaluation;
using static TorchSharp.torch;

namespace Gan.CifarClassifier;

/// <summary>The very file that was written, as a user of the package meets it: folded, and rounded to float16.</summary>
internal static class WrittenWeights
{
    /// <summary>Loads the file and counts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="test">What it is tested on.</param>
    /// <returns>The share of correct classes, and the SHA-256 of the file.</returns>
    public static (double Accuracy, string Checksum) Check(string path, IImageDataset test)
    {
        using Tensor pictures = PictureBytes.Load(test);
        using CifarFeatures features = CifarFeatures.Read(File.ReadAllBytes(path), path, ComputeDevice.Cpu);
        return (Accuracy.Measure(test, pictures, features.Probabilities), features.Fingerprint);
    }
}
