using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Whether a conditional generator makes what it is asked for, by a classifier that knows the classes and had no part in its training
/// (classification accuracy: Ravuri and Vinyals 2019; Shmelkov et al. 2018).
/// </summary>
public static class ClassAgreement
{
    private const int Batch = 250;

    /// <summary>Asks for each class and counts what the classifier finds.</summary>
    /// <param name="generator">A generator with classes.</param>
    /// <param name="classify">
    /// Gives float [N, classes] for uint8 [N, channels, height, width], as a tensor of the caller's; the largest number of a row is the
    /// class. The probabilities of <c>CifarFeatures</c> are one for CIFAR-10.
    /// </param>
    /// <param name="perClass">Pictures of each class, at least 1. The default value is 200.</param>
    /// <param name="seed">The seed of the latent vectors. The default value is 0.</param>
    /// <param name="cancellationToken">Ends the measurement between two batches.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="perClass"/> is below 1.</exception>
    /// <exception cref="EvaluationException">The generator has no classes, or the classifier knows another number of them.</exception>
    public static ClassAgreementResult Measure(
        IGenerator generator, Func<torch.Tensor, torch.Tensor> classify, int perClass = 200, long seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        int classes = generator.ClassCount;
        if (classes < 1)
        {
            throw new EvaluationException("The generator has no classes that it could be asked for: nothing can agree.");
        }

        List<int[]> counts = [];
        for (int asked = 0; asked < classes; asked++)
        {
            int[] found = new int[classes];
            for (int done = 0; done < perClass; done += Batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(Batch, perClass - done);
                foreach (long label in Classify(generator, classify, count, RandomSeeds.Derive(seed, $"class {asked}", done), asked))
                {
                    found[label]++;
                }
            }

            counts.Add(found);
        }

        return new ClassAgreementResult { Counts = counts };
    }

    private static long[] Classify(IGenerator generator, Func<torch.Tensor, torch.Tensor> classify, int count, long seed, int asked)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor bytes = PixelScaling.ToBytes(generator.Sample(count, seed, asked));
        torch.Tensor rows = classify(bytes);
        return rows.dim() == 2 && rows.shape[1] == generator.ClassCount
            ? [.. rows.argmax(1).to(torch.ScalarType.Int64).cpu().data<long>()]
            : throw new EvaluationException(
                $"The classifier returns [{string.Join(", ", rows.shape)}] for {count} pictures of a generator with {generator.ClassCount} classes: it must know the same classes.");
    }
}
