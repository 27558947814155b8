using Gan.Core;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.StepRace;

/// <summary>The networks as a user of TorchSharp writes them: one module after the other, nothing else.</summary>
internal static class NaiveNetworks
{
    /// <summary>Builds the generator that options of the library describe.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The module; its parameters come in the order of the library's.</returns>
    public static Module<torch.Tensor, torch.Tensor> Generator(GeneratorOptions options) => options switch
    {
        UpsamplingGeneratorOptions upsampling => Upsampling(upsampling),
        TransposedConvGeneratorOptions transposed => Transposed(transposed),
        _ => throw new NotSupportedException($"There is no naive version of {options.GetType().Name}."),
    };

    /// <summary>Builds the discriminator that options of the library describe.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The module; its parameters come in the order of the library's.</returns>
    public static Module<torch.Tensor, torch.Tensor> Discriminator(ConvDiscriminatorOptions options)
    {
        List<Module<torch.Tensor, torch.Tensor>> layers = [];
        int channels = options.ImageShape.Channels, side = options.ImageShape.Height;
        for (int i = 0; i < options.Channels.Count; i++)
        {
            int stride = i < options.Halvings ? 2 : 1;
            layers.Add(Conv2d(channels, options.Channels[i], kernel_size: 3, stride: stride, padding: 1));
            if (i > 0)
            {
                layers.Add(BatchNorm2d(options.Channels[i], options.BatchNorm.Epsilon, options.BatchNorm.Momentum));
            }

            layers.Add(LeakyReLU(options.LeakySlope));
            if (options.Dropout > 0)
            {
                layers.Add(Dropout(options.Dropout));
            }

            channels = options.Channels[i];
            side /= stride;
        }

        layers.Add(Flatten());
        layers.Add(Linear((long)channels * side * side, 1));
        return Sequential(layers);
    }

    private static Module<torch.Tensor, torch.Tensor> Upsampling(UpsamplingGeneratorOptions options)
    {
        ChannelList channels = options.Channels;
        int side = options.ImageShape.Height >> (channels.Count - 1);
        List<Module<torch.Tensor, torch.Tensor>> layers =
        [
            Linear(options.Latent.Size, (long)channels[0] * side * side),
            ReLU(),
            Unflatten(1, [channels[0], side, side]),
        ];
        for (int i = 1; i < channels.Count; i++)
        {
            layers.Add(Upsample(scale_factor: [2, 2], mode: torch.UpsampleMode.Nearest));
            layers.Add(Conv2d(channels[i - 1], channels[i], kernel_size: 3, padding: 1));
            layers.Add(BatchNorm2d(channels[i], options.BatchNorm.Epsilon, options.BatchNorm.Momentum));
            layers.Add(ReLU());
        }

        layers.Add(Conv2d(channels[^1], options.ImageShape.Channels, kernel_size: 3, padding: 1));
        layers.Add(Tanh());
        return Sequential(layers);
    }

    private static Module<torch.Tensor, torch.Tensor> Transposed(TransposedConvGeneratorOptions options)
    {
        ChannelList channels = options.Channels;
        int side = options.ImageShape.Height >> (channels.Count - 1);
        List<Module<torch.Tensor, torch.Tensor>> layers =
        [
            Linear(options.Latent.Size, (long)channels[0] * side * side),
            Unflatten(1, [channels[0], side, side]),
            BatchNorm2d(channels[0], options.BatchNorm.Epsilon, options.BatchNorm.Momentum),
            LeakyReLU(options.LeakySlope),
        ];
        for (int i = 1; i < channels.Count; i++)
        {
            layers.Add(ConvTranspose2d(channels[i - 1], channels[i], kernel_size: 4, stride: 2, padding: 1));
            layers.Add(BatchNorm2d(channels[i], options.BatchNorm.Epsilon, options.BatchNorm.Momentum));
            layers.Add(LeakyReLU(options.LeakySlope));
        }

        layers.Add(Conv2d(channels[^1], options.ImageShape.Channels, kernel_size: 3, padding: 1));
        layers.Add(Tanh());
        return Sequential(layers);
    }
}
