using Gan.Core;
using TorchSharp;

namespace Gan.StepRace;

/// <summary>Runs the naive loop: the whole set as floats in memory, batches by index, losses read once a round.</summary>
internal static class NaiveContender
{
    public static void Run(RaceSettings settings)
    {
        TorchRuntime.EnsureLoaded();
        torch.Device device = ComputeDevice.Parse(settings.Device).Resolve();
        using NaiveStep step = new(
            NaiveNetworks.Generator(settings.Generator).to(device),
            NaiveNetworks.Discriminator(settings.Discriminator).to(device),
            settings.CreateBuilder().Options);
        using torch.Tensor pictures = Pictures(settings.CreatePictures(), device);
        LatentSpace latent = settings.Generator.Latent;
        RoundClock clock = new(settings.Steps);
        while (clock.Wait())
        {
            for (int i = 0; i < settings.Steps; i++)
            {
                using var scope = torch.NewDisposeScope();
                torch.Tensor indices = torch.randint(pictures.shape[0], [settings.BatchSize], torch.ScalarType.Int64, device);
                torch.Tensor real = pictures.index_select(0, indices);
                torch.Tensor noise = torch.rand([settings.BatchSize, latent.Size], device: device) * 2 - 1;
                torch.Tensor losses = step.Take(real, noise);
                if (i == settings.Steps - 1)
                {
                    losses.cpu();
                }
            }

            clock.Report();
        }
    }

    private static torch.Tensor Pictures(ImageDataset dataset, torch.Device device)
    {
        byte[] pixels = new byte[dataset.Count * dataset.Shape.ValueCount];
        for (int i = 0; i < dataset.Count; i++)
        {
            dataset.CopyImage(i, pixels.AsSpan(i * dataset.Shape.ValueCount, dataset.Shape.ValueCount));
        }

        using var scope = torch.NewDisposeScope();
        torch.Tensor bytes = torch.tensor(pixels, [dataset.Count, dataset.Shape.Channels, dataset.Shape.Height, dataset.Shape.Width], torch.ScalarType.Byte);
        return (bytes.to_type(torch.ScalarType.Float32) / 127.5 - 1).to(device).MoveToOuterDisposeScope();
    }
}
