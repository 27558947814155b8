using Gan.Core.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Gan.Evaluation;

/// <summary>
/// Whether a classifier can learn to tell real from generated: a small network is trained on half of the features and tested on the other
/// half (classifier two-sample test; Lopez-Paz and Oquab 2017).
/// </summary>
/// <remarks>
/// For equal distributions the accuracy is normal around 0.5 with variance 1/(4n) for n tested pictures, whatever the classifier: the
/// p-value is valid even where training is poor. The network has one hidden layer; features of <see cref="PixelFeatures"/> make it a test
/// on pixels.
/// </remarks>
public static class ClassifierTest
{
    private const int HiddenUnits = 64;
    private const int BatchSize = 256;
    private const int Epochs = 15;

    /// <summary>Trains and tests. Of the larger set, a seeded choice as large as the smaller is used.</summary>
    /// <param name="real">The features of real pictures, at least 20.</param>
    /// <param name="generated">The features of generated pictures by the same extractor, at least 20.</param>
    /// <param name="seed">Fixes the halves, the weights and the order of training. The default value is 0.</param>
    /// <returns>What the test half says.</returns>
    /// <exception cref="EvaluationException">The features are of different extractors, or too few.</exception>
    public static ClassifierTestResult Compute(Features real, Features generated, long seed = 0)
    {
        using FeaturePair pair = new(real, generated, atLeast: 20, "the classifier test");
        using var scope = torch.NewDisposeScope();
        int half = Math.Min(real.Count, generated.Count) / 2;
        SeededRandom random = new(RandomSeeds.Derive(seed, "classifier test"));
        torch.Tensor reals = pair.Real.index_select(0, SeededTensors.Subset(random, real.Count, 2 * half));
        torch.Tensor fakes = pair.Generated.index_select(0, SeededTensors.Subset(random, generated.Count, 2 * half));
        torch.Tensor training = torch.cat([reals.narrow(0, 0, half), fakes.narrow(0, 0, half)]);
        torch.Tensor tested = torch.cat([reals.narrow(0, half, half), fakes.narrow(0, half, half)]);

        torch.Tensor mean = training.mean([0], keepdim: true);
        torch.Tensor spread = (training - mean).square().mean([0], keepdim: true).sqrt();

        // What never changes in training would otherwise be divided by next to nothing in the test.
        torch.Tensor scale = torch.where(spread > spread.max() * 1e-6, spread.reciprocal(), torch.zeros_like(spread));
        using Classifier classifier = Train(Scaled(training, mean, scale), half, seed);
        using var noGradient = torch.no_grad();
        double[] scores = classifier.forward(Scaled(tested, mean, scale)).squeeze(1).to(torch.ScalarType.Float64).data<double>().ToArray();
        return Result(scores.AsSpan(0, half), scores.AsSpan(half));
    }

    private static torch.Tensor Scaled(torch.Tensor features, torch.Tensor mean, torch.Tensor scale) =>
        ((features - mean) * scale).to(torch.ScalarType.Float32);

    // The first half of the rows is real; a logit above 0 says generated.
    private static Classifier Train(torch.Tensor features, int half, long seed)
    {
        using var withGradient = torch.enable_grad();
        Classifier classifier = new(features.shape[1]);
        WeightInitialization.GlorotUniform(classifier, RandomSeeds.Derive(seed, "classifier weights"));
        using AdamOptimizer optimizer = new(classifier, new AdamOptions(0.003, beta1: 0.9));
        torch.Tensor labels = torch.cat([torch.zeros(half, 1), torch.ones(half, 1)]);
        EpochSampler sampler = new(2 * half, Math.Min(BatchSize, 2 * half), RandomSeeds.Derive(seed, "classifier order"));
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            using var scope = torch.NewDisposeScope();
            foreach (torch.Tensor batch in torch.tensor(sampler.Order(epoch)).split(BatchSize))
            {
                torch.Tensor logits = classifier.forward(features.index_select(0, batch));
                functional.binary_cross_entropy_with_logits(logits, labels.index_select(0, batch)).backward();
                optimizer.Step();
            }
        }

        return classifier;
    }

    private static ClassifierTestResult Result(ReadOnlySpan<double> realScores, ReadOnlySpan<double> generatedScores)
    {
        int right = 0;
        foreach (double score in realScores)
        {
            right += score <= 0 ? 1 : 0;
        }

        foreach (double score in generatedScores)
        {
            right += score > 0 ? 1 : 0;
        }

        int count = realScores.Length + generatedScores.Length;
        double accuracy = (double)right / count;
        using torch.Tensor deviations = torch.tensor((accuracy - 0.5) * 2 * Math.Sqrt(count / 2.0), torch.ScalarType.Float64);
        using torch.Tensor tail = torch.special.erfc(deviations);
        return new ClassifierTestResult
        {
            Accuracy = accuracy,
            Auc = RankComparison.Of(generatedScores, realScores).Auc,
            PValue = tail.item<double>() / 2,
            TestCount = count,
        };
    }

    private sealed class Classifier : Module<torch.Tensor, torch.Tensor>
    {
        // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
        private static readonly Scalar LeakySlope = 0.1.ToScalar();

        private readonly Linear _hidden;
        private readonly Linear _output;

        public Classifier(long features)
            : base(nameof(Classifier))
        {
            _hidden = Linear(features, HiddenUnits);
            _output = Linear(HiddenUnits, 1);
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input)
        {
            using var scope = torch.NewDisposeScope();
            return _output.forward(_hidden.forward(input).leaky_relu(LeakySlope)).MoveToOuterDisposeScope();
        }
    }
}
