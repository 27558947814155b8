using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// The answers of a small convolutional network whose weights are random and fixed by a seed. It needs no download and no training, and
/// nobody can have trained a generator on it by accident.
/// </summary>
/// <remarks>
/// <para>
/// Random networks "can evaluate generative models well similarly to those from trained networks" (Lee et al. 2022, "Rethinking the random
/// weight network", arXiv 2208.09218). Three 3×3 convolutions with leaky ReLU look at full, half and quarter resolution. The features are
/// the mean and the spread of every channel of the first two over the picture, and those of the third over its whole and over its quarters.
/// </para>
/// <para>The weights are the same on every machine; the features are the same bit for bit on one machine with one thread count.</para>
/// </remarks>
public sealed class RandomConvFeatures : IFeatureExtractor
{
    // Kept, since TorchSharp does not keep a number that is made on the way alive while libtorch reads it.
    private static readonly Scalar LeakySlope = 0.2.ToScalar();
    private static readonly Scalar Zero = 0.ToScalar();

    // 2·16 + 2·32 + 32 + 4·32 = 256 features.
    private static readonly int[] Widths = [16, 32, 32];
    private readonly torch.Device _device;
    private readonly int _channels;
    private readonly (torch.Tensor Weight, torch.Tensor Bias)[] _layers;

    /// <summary>Draws the network.</summary>
    /// <param name="channels">Colour channels of the pictures, at least 1. The default value is 3.</param>
    /// <param name="seed">Fixes the weights. The default value is 0.</param>
    /// <param name="device">Where it computes. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is below 1.</exception>
    public RandomConvFeatures(int channels = 3, long seed = 0, ComputeDevice device = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        TorchRuntime.EnsureLoaded();
        _device = device.Resolve();
        _channels = channels;
        Name = string.Create(CultureInfo.InvariantCulture, $"random convolutions (seed {seed})");
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"random convolutions 1, {channels} channels, seed {seed}"))));
        _layers = Draw(channels, RandomSeeds.Derive(seed, "random convolutions"), _device);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    /// <value>256.</value>
    public int Size => 2 * Widths[0] + 2 * Widths[1] + 5 * Widths[2];

    /// <inheritdoc/>
    /// <remarks>Any height and width of at least 8 will do.</remarks>
    public torch.Tensor Extract(torch.Tensor bytes)
    {
        ImageShape shape = PictureCheck.RequireBytes(bytes, nameof(bytes));
        if (shape.Channels != _channels || Math.Min(shape.Height, shape.Width) < 8)
        {
            throw new ArgumentException(
                $"The pictures are {shape}; this extractor works on {_channels} channels and at least 8 pixels a side.", nameof(bytes));
        }

        return BatchedExtraction.Run(bytes, _device, Compute);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((torch.Tensor weight, torch.Tensor bias) in _layers)
        {
            weight.Dispose();
            bias.Dispose();
        }
    }

    private torch.Tensor Compute(torch.Tensor bytes)
    {
        torch.Tensor x = MemoryFormat.ChannelsLast(PixelScaling.ToNetwork(bytes));
        List<torch.Tensor> features = [];
        for (int i = 0; i < _layers.Length; i++)
        {
            long stride = i == 0 ? 1 : 2;
            x = torch.nn.functional.conv2d(x, _layers[i].Weight, _layers[i].Bias, strides: [stride, stride], padding: [1, 1]);
            x = x.leaky_relu_(LeakySlope);
            bool last = i == _layers.Length - 1;
            torch.Tensor means = last ? torch.nn.functional.adaptive_avg_pool2d(x, 2).flatten(1) : x.mean([2, 3]);
            features.Add(means);
            features.Add((x.square().mean([2, 3]) - x.mean([2, 3]).square()).clamp_min_(Zero).sqrt_());
        }

        return torch.cat(features, 1);
    }

    private static (torch.Tensor, torch.Tensor)[] Draw(int channels, long seed, torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        var layers = new (torch.Tensor, torch.Tensor)[Widths.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            SeededRandom random = new(seed, (ulong)i);
            int inputs = i == 0 ? channels : Widths[i - 1];

            // He et al. 2015: the spread of the activations stays the same from layer to layer. The biases move the bends of the
            // activations apart, so that brightness is not only a factor.
            double scale = Math.Sqrt(2 / (9.0 * inputs));
            torch.Tensor weight = (SeededTensors.Normal(random, Widths[i], inputs, 3, 3) * scale).to(torch.ScalarType.Float32);
            torch.Tensor bias = (SeededTensors.Normal(random, Widths[i]) * 0.2).to(torch.ScalarType.Float32);
            layers[i] = (weight.to(device).DetachFromDisposeScope(), bias.to(device).DetachFromDisposeScope());
        }

        return layers;
    }
}
