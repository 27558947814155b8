using System.Globalization;
using Gan.Core;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Data.Cifar.Classification;

/// <summary>
/// A small residual network that classifies pictures of CIFAR-10: six convolutions with ReLU, the average over all positions, and one dense
/// layer. Its batch normalisations are multiplied into the convolutions.
/// </summary>
internal sealed class ClassifierNetwork : IDisposable
{
    public const int FeatureCount = 192;
    public const int ClassCount = 10;

    /// <summary>What the features are, for the file.</summary>
    public const string FeatureLayer = "average of the last convolution over all positions";

    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar One = 1.ToScalar();

    private readonly (torch.Tensor Weight, torch.Tensor Bias)[] _weights;

    private ClassifierNetwork((torch.Tensor Weight, torch.Tensor Bias)[] weights)
    {
        _weights = weights;
    }

    /// <summary>The convolutions, in order.</summary>
    public static IReadOnlyList<ClassifierLayer> Layers { get; } =
    [
        new(3, 32, Stride: 1, IsResidual: false),
        new(32, 64, Stride: 2, IsResidual: false),
        new(64, 128, Stride: 2, IsResidual: false),
        new(128, 128, Stride: 1, IsResidual: true),
        new(128, FeatureCount, Stride: 2, IsResidual: false),
        new(FeatureCount, FeatureCount, Stride: 1, IsResidual: true),
    ];

    /// <summary>The name of a weight in the file; the dense layer comes after the convolutions.</summary>
    public static string WeightName(int layer) => string.Create(CultureInfo.InvariantCulture, $"{layer}.weight");

    /// <summary>The name of a bias in the file.</summary>
    public static string BiasName(int layer) => string.Create(CultureInfo.InvariantCulture, $"{layer}.bias");

    /// <summary>Reads a network.</summary>
    /// <param name="file">Floating-point weights of any precision.</param>
    /// <param name="device">Where it computes, in float32.</param>
    /// <returns>The network; the caller disposes it.</returns>
    public static ClassifierNetwork Read(TensorFile file, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor Own(string name) => file.Tensors[name].to(torch.ScalarType.Float32).to(device).DetachFromDisposeScope();
        return new ClassifierNetwork([.. Enumerable.Range(0, Layers.Count + 1).Select(i => (Own(WeightName(i)), Own(BiasName(i))))]);
    }

    /// <summary>Turns bytes into what the network sees; its steps too are in the current scope.</summary>
    /// <param name="bytes">uint8 [N, 3, 32, 32].</param>
    /// <returns>float32 [N, 3, 32, 32], channels last, which convolutions on the CPU and on tensor cores prefer.</returns>
    public static torch.Tensor ToInput(torch.Tensor bytes) =>
        PixelScaling.ToNetwork(bytes.permute(0, 2, 3, 1).contiguous()).permute(0, 3, 1, 2);

    /// <summary>Computes the features; its steps too are in the current scope.</summary>
    /// <param name="bytes">uint8 [N, 3, 32, 32], on the network's device.</param>
    /// <returns>float32 [N, 192].</returns>
    public torch.Tensor Features(torch.Tensor bytes)
    {
        torch.Tensor x = ToInput(bytes);
        for (int i = 0; i < Layers.Count; i++)
        {
            (torch.Tensor weight, torch.Tensor bias) = _weights[i];
            torch.Tensor y = torch.nn.functional.conv2d(x, weight, bias, strides: [Layers[i].Stride, Layers[i].Stride], padding: [1, 1]);
            y = torch.nn.functional.relu(y, inplace: true);
            x = Layers[i].IsResidual ? y.add_(x, alpha: One) : y;
        }

        return x.mean([2, 3]);
    }

    /// <summary>Computes the probabilities of the classes; its steps too are in the current scope.</summary>
    /// <param name="bytes">uint8 [N, 3, 32, 32], on the network's device.</param>
    /// <returns>float32 [N, 10].</returns>
    public torch.Tensor Probabilities(torch.Tensor bytes)
    {
        (torch.Tensor weight, torch.Tensor bias) = _weights[^1];
        return torch.nn.functional.linear(Features(bytes), weight, bias).softmax(1);
    }

    /// <summary>Disposes the weights.</summary>
    public void Dispose()
    {
        foreach ((torch.Tensor weight, torch.Tensor bias) in _weights)
        {
            weight.Dispose();
            bias.Dispose();
        }
    }
}
