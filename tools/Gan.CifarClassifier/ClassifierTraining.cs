using System.Diagnostics;
using System.Globalization;
using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Data.Cifar.Classification;
using Gan.Evaluation;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.CifarClassifier;

/// <summary>Trains the classifier with AdamW and one cycle of the learning rate (Smith and Topin 2019).</summary>
/// <param name="train">What it learns from.</param>
/// <param name="test">What is only counted.</param>
/// <param name="epochs">Passes over the training pictures.</param>
/// <param name="seed">Fixes every draw.</param>
/// <param name="report">Receives a line an epoch and some between.</param>
internal sealed class ClassifierTraining(IImageDataset train, IImageDataset test, int epochs, int seed, Action<string> report)
{
    public const int DefaultEpochs = 20;
    private const int BatchSize = 128;
    private const int ReportEvery = 100;
    private const double PeakLearningRate = 4e-3;
    private const double WeightDecay = 0.05;
    private const double WarmUp = 0.2;

    // Most of the learning is done on crops, which cost half; the network is the same at any size (progressive resizing).
    private const int CropSide = 24;
    private const int WholeSide = 32;
    private const double PartOnCrops = 0.6;

    // With several threads the last bits would depend on their number, and other work on the machine would stall them all.
    private const int Threads = 1;

    /// <summary>Trains and writes the folded weights.</summary>
    /// <param name="path">Where they go.</param>
    /// <param name="cancellation">Ends the training without a file.</param>
    public void Run(string path, CancellationToken cancellation)
    {
        TorchRuntime.EnsureLoaded();
        set_num_threads(Threads);
        random.manual_seed(seed);
        using var scope = NewDisposeScope();
        TrainableNetwork network = new();
        AdamW optimizer = optim.AdamW(network.parameters(), PeakLearningRate, weight_decay: WeightDecay);
        AugmentedPictures pictures = new(train, seed);
        Tensor testPictures = PictureBytes.Load(test);
        report($"{network.parameters().Sum(parameter => parameter.numel())} parameters");
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            Stopwatch clock = Stopwatch.StartNew();
            double loss = TrainEpoch(network, optimizer, pictures, epoch, cancellation);
            double accuracy = Accuracy.Measure(test, testPictures, batch => TestLogits(network, batch));
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"epoch {epoch + 1}/{epochs}: train loss {loss:F4}, test accuracy {accuracy:P2}, {clock.Elapsed.TotalSeconds:F0} s"));
        }

        Dictionary<string, string> about = new()
        {
            ["gan.kind"] = "classifier",
            ["classes"] = string.Join(' ', train.ClassNames),
            ["features"] = ClassifierNetwork.FeatureLayer,
        };
        TensorFile.Write(path, network.Fold(), about);
    }

    private static Tensor TestLogits(TrainableNetwork network, Tensor bytes)
    {
        network.eval();
        return network.call(ClassifierNetwork.ToInput(bytes));
    }

    private double TrainEpoch(
        TrainableNetwork network, AdamW optimizer, AugmentedPictures pictures, int epoch, CancellationToken cancellation)
    {
        int steps = pictures.Count / BatchSize;
        int side = epoch < PartOnCrops * epochs ? CropSide : WholeSide;
        double sum = 0;
        Stopwatch clock = Stopwatch.StartNew();
        pictures.Shuffle();
        network.train();
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            SetLearningRate(optimizer, (epoch + ((double)step / steps)) / epochs);
            sum += TrainStep(network, optimizer, pictures.Batch(step * BatchSize, BatchSize, side), side);
            if ((step + 1) % ReportEvery == 0)
            {
                report(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  step {step + 1}/{steps}: train loss {sum / (step + 1):F4}, {(step + 1) * BatchSize / clock.Elapsed.TotalSeconds:F0} pictures/s"));
            }
        }

        return sum / steps;
    }

    private static double TrainStep(TrainableNetwork network, AdamW optimizer, (byte[] Pictures, long[] Labels) batch, int side)
    {
        using var scope = NewDisposeScope();
        Tensor input = ClassifierNetwork.ToInput(tensor(batch.Pictures, [batch.Labels.Length, 3, side, side]));
        Tensor loss = nn.functional.cross_entropy(network.call(input), tensor(batch.Labels));
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
        return loss.item<float>();
    }

    private static void SetLearningRate(AdamW optimizer, double progress)
    {
        double factor = progress < WarmUp ? progress / WarmUp : (1 + Math.Cos(Math.PI * (progress - WarmUp) / (1 - WarmUp))) / 2;
        foreach (var group in optimizer.ParamGroups)
        {
            group.LearningRate = PeakLearningRate * factor;
        }
    }
}
