using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests;

/// <summary>
/// The three architectures written down once more, layer by layer with the plainest functions and without dropout, over weights by their
/// state-dict names. Batch normalisation takes the statistics of the batch and moves the running ones by 0.2.
/// </summary>
internal static class ReferenceNetworks
{
    /// <summary>Copies the weights (as trainable ones) and buffers of a network.</summary>
    public static Dictionary<string, torch.Tensor> Copy(Module network)
    {
        HashSet<string> trainable = [.. network.named_parameters().Select(named => named.name)];
        return network.state_dict().ToDictionary(
            entry => entry.Key,
            entry =>
            {
                torch.Tensor copy = entry.Value.detach().clone();
                return trainable.Contains(entry.Key) ? new Parameter(copy) : copy;
            });
    }

    /// <summary>Moves all weights from their start: biases of zero and scales of one would hide a layer that forgets them.</summary>
    public static void Disturb(Module network)
    {
        torch.manual_seed(1).Dispose();
        using var noGradient = torch.no_grad();
        foreach (torch.Tensor weight in network.parameters())
        {
            weight.add_(torch.rand_like(weight).mul(0.5));
        }
    }

    public static torch.Tensor Transposed(Dictionary<string, torch.Tensor> weights, torch.Tensor latent, TransposedConvGeneratorOptions options)
    {
        torch.Tensor x = functional.linear(latent, weights["dense.weight"], weights["dense.bias"]);
        x = x.view(-1, options.Channels[0], options.ImageShape.Height / DoublingStages.Scale(options.Channels), options.ImageShape.Width / DoublingStages.Scale(options.Channels));
        x = functional.leaky_relu(Norm(weights, "dense_norm", x), options.LeakySlope);
        for (int i = 0; i < options.Channels.Count - 1; i++)
        {
            x = functional.conv_transpose2d(
                x, weights[$"blocks.{i}.conv.weight"], weights[$"blocks.{i}.conv.bias"], strides: [2, 2], padding: [1, 1]);
            x = functional.leaky_relu(Norm(weights, $"blocks.{i}.norm", x), options.LeakySlope);
        }

        return Image(weights, x);
    }

    public static torch.Tensor Upsampling(Dictionary<string, torch.Tensor> weights, torch.Tensor latent, UpsamplingGeneratorOptions options)
    {
        torch.Tensor x = functional.relu(functional.linear(latent, weights["dense.weight"], weights["dense.bias"]));
        x = x.view(-1, options.Channels[0], options.ImageShape.Height / DoublingStages.Scale(options.Channels), options.ImageShape.Width / DoublingStages.Scale(options.Channels));
        for (int i = 0; i < options.Channels.Count - 1; i++)
        {
            x = x.repeat_interleave(2, dim: 2).repeat_interleave(2, dim: 3);
            x = functional.conv2d(x, weights[$"blocks.{i}.conv.weight"], weights[$"blocks.{i}.conv.bias"], padding: [1, 1]);
            x = functional.relu(Norm(weights, $"blocks.{i}.norm", x));
        }

        return Image(weights, x);
    }

    public static torch.Tensor Discriminator(Dictionary<string, torch.Tensor> weights, torch.Tensor images, ConvDiscriminatorOptions options)
    {
        torch.Tensor x = images;
        for (int i = 0; i < options.Channels.Count; i++)
        {
            long stride = i < options.Halvings ? 2 : 1;
            x = functional.conv2d(
                x, weights[$"blocks.{i}.conv.weight"], weights[$"blocks.{i}.conv.bias"], strides: [stride, stride], padding: [1, 1]);
            x = functional.leaky_relu(i == 0 ? x : Norm(weights, $"blocks.{i}.norm", x), options.LeakySlope);
        }

        return functional.linear(x.reshape(x.shape[0], -1), weights["dense.weight"], weights["dense.bias"]).reshape(-1);
    }

    private static torch.Tensor Image(Dictionary<string, torch.Tensor> weights, torch.Tensor x) =>
        functional.conv2d(x, weights["image.weight"], weights["image.bias"], padding: [1, 1]).tanh();

    private static torch.Tensor Norm(Dictionary<string, torch.Tensor> weights, string name, torch.Tensor x)
    {
        const double Momentum = 0.2, Epsilon = 1e-3;
        long[] all = [0, 2, 3];
        torch.Tensor mean = x.mean(all), variance = x.sub(mean.view(1, -1, 1, 1)).square().mean(all);
        using (torch.no_grad())
        {
            double count = (double)x.numel() / x.shape[1];
            weights[$"{name}.running_mean"].mul_(1 - Momentum).add_(mean.detach().mul(Momentum));
            weights[$"{name}.running_var"].mul_(1 - Momentum).add_(variance.detach().mul(Momentum * count / (count - 1)));
        }

        torch.Tensor normal = x.sub(mean.view(1, -1, 1, 1)).div(variance.add(Epsilon).sqrt().view(1, -1, 1, 1));
        return normal.mul(weights[$"{name}.weight"].view(1, -1, 1, 1)).add(weights[$"{name}.bias"].view(1, -1, 1, 1));
    }
}
