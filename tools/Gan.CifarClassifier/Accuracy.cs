using Gan.Core;
using static TorchSharp.torch;

namespace Gan.CifarClassifier;

/// <summary>The share of pictures whose highest score is their own class.</summary>
internal static class Accuracy
{
    private const int BatchSize = 500;

    /// <summary>Classifies a whole set, batch by batch.</summary>
    /// <param name="dataset">Where the labels are.</param>
    /// <param name="bytes">uint8 [N, 3, 32, 32]: all pictures of the set, in its order.</param>
    /// <param name="classify">From uint8 [n, 3, 32, 32] to [n, 10]; what it creates is disposed.</param>
    /// <returns>From 0 to 1.</returns>
    public static double Measure(IImageDataset dataset, Tensor bytes, Func<Tensor, Tensor> classify)
    {
        using var noGradient = no_grad();
        int correct = 0;
        for (int start = 0; start < dataset.Count; start += BatchSize)
        {
            using var scope = NewDisposeScope();
            Tensor batch = bytes.narrow(0, start, Math.Min(BatchSize, dataset.Count - start));
            long[] classes = classify(batch).argmax(1).data<long>().ToArray();
            correct += classes.Where((found, i) => found == dataset.GetLabel(start + i)).Count();
        }

        return (double)correct / dataset.Count;
    }
}
