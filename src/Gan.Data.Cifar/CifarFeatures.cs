using System.Security.Cryptography;
using Gan.Core;
using Gan.Core.ModelFiles;
using Gan.Data.Cifar.Classification;
using Gan.Evaluation;
using TorchSharp;

namespace Gan.Data.Cifar;

/// <summary>
/// The features of a small classifier that was trained on CIFAR-10, and the classes that it sees: what a metric needs to look at CIFAR-10
/// as one who knows its ten classes. The weights are part of this package.
/// </summary>
/// <remarks>
/// <para>
/// A residual network of 796,106 parameters on 3×32×32 pictures; the features are the average of its last convolution over all positions.
/// Accuracy on the 10,000 test pictures: 85.45 %. SHA-256 of the weights, and so the <see cref="Fingerprint"/>:
/// <c>ec68edc98e5df6ac7902cd0585c3dd96f28b389e85665b77e1073569095ef383</c>.
/// </para>
/// <para>
/// It has seen the training pictures, which every generator of CIFAR-10 has too. Its numbers cannot be compared with published ones, which
/// come from the Inception network. The features are the same bit for bit on one machine with one thread count.
/// </para>
/// </remarks>
/// <threadsafety>An instance may be used from any thread; weights are only read.</threadsafety>
public sealed class CifarFeatures : IFeatureExtractor
{
    private const string Resource = "Gan.Data.Cifar.cifar-classifier.safetensors";
    private const int BatchSize = 256;
    private readonly ClassifierNetwork _network;
    private readonly torch.Device _device;

    private CifarFeatures(ClassifierNetwork network, string fingerprint, torch.Device device)
    {
        _network = network;
        _device = device;
        Fingerprint = fingerprint;
    }

    /// <inheritdoc/>
    public string Name => "CIFAR-10 classifier";

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    /// <value>192.</value>
    public int Size => ClassifierNetwork.FeatureCount;

    /// <summary>Loads the weights of this package.</summary>
    /// <param name="device">Where it computes. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <returns>The extractor; the caller disposes it.</returns>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded, or the device does not work.</exception>
    public static CifarFeatures Load(ComputeDevice device = default)
    {
        using Stream resource = typeof(CifarFeatures).Assembly.GetManifestResourceStream(Resource)!;
        byte[] content = new byte[resource.Length];
        resource.ReadExactly(content);
        return Read(content, Resource, device);
    }

    /// <inheritdoc/>
    /// <remarks>Pictures are 3×32×32.</remarks>
    public torch.Tensor Extract(torch.Tensor bytes) => Run(bytes, _network.Features);

    /// <summary>Computes how likely each class is, for the inception score and the variety of classes.</summary>
    /// <param name="bytes">uint8 [N, 3, 32, 32], N at least 1, on any device.</param>
    /// <returns>
    /// A fresh float32 [N, 10] on the CPU, without gradient, in the order of <see cref="CifarClass"/>; each row adds up to 1. The caller
    /// disposes it.
    /// </returns>
    /// <exception cref="ArgumentException">The tensor is of another type or shape.</exception>
    public torch.Tensor Probabilities(torch.Tensor bytes) => Run(bytes, _network.Probabilities);

    /// <summary>Disposes the weights.</summary>
    public void Dispose() => _network.Dispose();

    /// <summary>Loads the weights of any file, such as one that was just trained.</summary>
    internal static CifarFeatures Read(byte[] content, string name, ComputeDevice device)
    {
        torch.Device target = device.Resolve();
        using MemoryStream stream = new(content, writable: false);
        using TensorFile file = TensorFile.Read(stream, name);
        return new CifarFeatures(ClassifierNetwork.Read(file, target), Convert.ToHexStringLower(SHA256.HashData(content)), target);
    }

    private torch.Tensor Run(torch.Tensor bytes, Func<torch.Tensor, torch.Tensor> compute)
    {
        RequirePictures(bytes);
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        List<torch.Tensor> results = [];
        for (long start = 0; start < bytes.shape[0]; start += BatchSize)
        {
            using var batch = torch.NewDisposeScope();
            torch.Tensor pictures = bytes.narrow(0, start, Math.Min(BatchSize, bytes.shape[0] - start)).to(_device);
            results.Add(compute(pictures).cpu().MoveToOuterDisposeScope());
        }

        return torch.cat(results).MoveToOuterDisposeScope();
    }

    private static void RequirePictures(torch.Tensor bytes)
    {
        long[] shape = bytes.shape;
        if (bytes.dtype != torch.ScalarType.Byte || shape is not [>= 1, 3, 32, 32])
        {
            throw new ArgumentException(
                $"This extractor works on uint8 [N, 3, 32, 32]; this tensor is {bytes.dtype} [{string.Join(", ", shape)}]. "
                + $"{nameof(PixelScaling)}.{nameof(PixelScaling.ToBytes)} makes bytes of network values.",
                nameof(bytes));
        }
    }
}
