using TorchSharp;

namespace Gan.Core;

/// <summary>The random draws of a step: functions of the seed and the position, so that no generator has a state to keep.</summary>
internal sealed class StepDraws(GanOptions options, LatentSpace latent, torch.Device device)
{
    /// <summary>Dropout, augmentations and the like draw from the global generators.</summary>
    public void SeedGlobalGenerators(TrainingPosition position)
    {
        long seed = Seed("step", position);
        torch.manual_seed(seed).Dispose();
        if (device.type == DeviceType.CUDA)
        {
            torch.cuda.manual_seed_all(seed);
        }
    }

    /// <summary>float32 [count, latent size] on the device.</summary>
    public torch.Tensor Latent(TrainingPosition position, int count) => latent.Sample(count, Seed("latent", position), device);

    /// <summary>uint8 pictures, mirrored or not as the options say: new ones, or those given.</summary>
    public torch.Tensor Flip(TrainingPosition position, torch.Tensor images) =>
        options.HorizontalFlip ? RandomHorizontalFlip.Apply(images, Seed("flip", position)) : images;

    private long Seed(string purpose, TrainingPosition position) =>
        RandomSeeds.Derive(options.Seed, purpose, position.Step + ((long)position.RollBacks << 40));
}
