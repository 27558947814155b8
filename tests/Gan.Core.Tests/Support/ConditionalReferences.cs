using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>
/// The architectures with classes written down once more with the plainest functions, in the order of the papers, over weights by their
/// state-dict names: three doublings, two or three halvings, no spectral norm, batch normalisation of the batch.
/// </summary>
internal sealed class ConditionalReferences(Dictionary<string, torch.Tensor> weights, torch.Tensor labels)
{
    public torch.Tensor SndcganGenerator(torch.Tensor latent, int height, int width)
    {
        torch.Tensor x = functional.linear(latent, weights["dense.weight"]).view(latent.size(0), -1, height / 8, width / 8);
        x = Normal(x, "dense_norm").relu();
        for (int i = 0; i < 3; i++)
        {
            x = functional.conv_transpose2d(x, weights[$"blocks.{i}.conv.weight"], strides: [2, 2], padding: [1, 1]);
            x = Normal(x, $"blocks.{i}.norm").relu();
        }

        return Convolve(x, "image").tanh();
    }

    public torch.Tensor SndcganDiscriminator(torch.Tensor images)
    {
        torch.Tensor x = images;
        for (int i = 0; i < 5; i++)
        {
            x = functional.leaky_relu(Convolve(x, $"blocks.{i}.conv", stride: i % 2 == 0 ? 1 : 2, padding: 1), 0.1);
        }

        return Head(x.contiguous().flatten(1));
    }

    public torch.Tensor ResidualGenerator(torch.Tensor latent, int height, int width)
    {
        torch.Tensor x = functional.linear(latent, weights["dense.weight"], weights["dense.bias"]);
        x = x.view(latent.size(0), -1, height / 8, width / 8);
        for (int i = 0; i < 3; i++)
        {
            torch.Tensor inner = Larger(Normal(x, $"blocks.{i}.norm1").relu(), torch.InterpolationMode.Nearest);
            inner = Convolve(inner, $"blocks.{i}.conv1");
            inner = Convolve(Normal(inner, $"blocks.{i}.norm2").relu(), $"blocks.{i}.conv2");
            x = inner + Convolve(Larger(x, torch.InterpolationMode.Nearest), $"blocks.{i}.shortcut");
        }

        return Convolve(Normal(x, "norm").relu(), "image").tanh();
    }

    public torch.Tensor ResidualDiscriminator(torch.Tensor images)
    {
        torch.Tensor x = images;
        for (int i = 0; i < 3; i++)
        {
            torch.Tensor inner = Convolve(Convolve(i == 0 ? x : x.relu(), $"blocks.{i}.conv1").relu(), $"blocks.{i}.conv2");
            torch.Tensor sum = inner + (weights.ContainsKey($"blocks.{i}.shortcut.weight") ? Convolve(x, $"blocks.{i}.shortcut") : x);
            x = i < 2 ? functional.avg_pool2d(sum, [2, 2]) : sum;
        }

        return Head(x.relu().sum([2, 3]));
    }

    public torch.Tensor NormFreeGenerator(torch.Tensor latent, int cardinality)
    {
        torch.Tensor asked = torch.cat([latent, weights["embedding.weight"][labels]], 1);
        torch.Tensor x = functional.linear(asked, weights["dense.weight"]).unsqueeze(2).unsqueeze(3) * weights["basis.weight"];
        for (int i = 0; i < 4; i++)
        {
            x = i == 0 ? x : Rechannel(Larger(x, torch.InterpolationMode.Bilinear), i);
            x = Block(x, i, cardinality);
        }

        return Convolve(x, "image").tanh();
    }

    public torch.Tensor NormFreeDiscriminator(torch.Tensor images, int cardinality)
    {
        torch.Tensor x = Convolve(images, "image");
        for (int i = 0; i < 4; i++)
        {
            x = Block(x, i, cardinality);
            x = i == 3 ? x : Rechannel(functional.avg_pool2d(x, [2, 2]), i);
        }

        // A depth-wise convolution over the whole map, as the paper has it.
        return Head(functional.conv2d(x, weights["basis.weight"].unsqueeze(1), groups: x.size(1)).flatten(1));
    }

    private torch.Tensor Block(torch.Tensor x, int stage, int cardinality)
    {
        string name = $"stages.{stage}.blocks.0";
        torch.Tensor inner = functional.leaky_relu(Convolve(x, $"{name}.expand"), 0.2);
        inner = functional.leaky_relu(Convolve(inner, $"{name}.mix", groups: cardinality), 0.2);
        return x + Convolve(inner, $"{name}.reduce");
    }

    private torch.Tensor Rechannel(torch.Tensor x, int stage) =>
        weights.ContainsKey($"stages.{stage}.channels.weight") ? Convolve(x, $"stages.{stage}.channels") : x;

    private torch.Tensor Convolve(torch.Tensor x, string name, int stride = 1, int? padding = null, int groups = 1)
    {
        torch.Tensor kernel = weights[$"{name}.weight"];
        long zeros = padding ?? kernel.size(2) / 2;
        return functional.conv2d(
            x, kernel, weights.GetValueOrDefault($"{name}.bias"), strides: [stride, stride], padding: [zeros, zeros], groups: groups);
    }

    private torch.Tensor Normal(torch.Tensor x, string name)
    {
        torch.Tensor mean = x.mean([0, 2, 3], keepdim: true), difference = x - mean;
        torch.Tensor normal = difference / (difference.square().mean([0, 2, 3], keepdim: true) + 1e-5).sqrt();
        return weights.TryGetValue($"{name}.scale", out torch.Tensor? scale)
            ? normal * scale[labels].unsqueeze(2).unsqueeze(3) + weights[$"{name}.shift"][labels].unsqueeze(2).unsqueeze(3)
            : normal * weights[$"{name}.weight"].view(1, -1, 1, 1) + weights[$"{name}.bias"].view(1, -1, 1, 1);
    }

    private torch.Tensor Head(torch.Tensor features) =>
        functional.linear(features, weights["head.dense.weight"], weights["head.dense.bias"]).squeeze(1)
        + (weights["head.embedding.weight"][labels] * features).sum([1]);

    private static torch.Tensor Larger(torch.Tensor x, torch.InterpolationMode mode) => functional.interpolate(
        x, scale_factor: [2, 2], mode: mode, align_corners: mode == torch.InterpolationMode.Bilinear ? false : null);
}
