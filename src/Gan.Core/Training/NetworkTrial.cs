using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core;

/// <summary>Tries two networks on each other before a run, so that a wrong shape shows at once and not after the data has loaded.</summary>
internal static class NetworkTrial
{
    private const int Count = 2;

    /// <summary>Runs both networks once in inference mode, which leaves their weights and statistics as they were.</summary>
    /// <returns>A sentence for each problem; empty when they fit.</returns>
    public static IEnumerable<string> Run(IGenerator generator, IDiscriminator discriminator, Precision precision)
    {
        string[] frozen = [.. new[] { (Name: "generator", generator.Network), (Name: "discriminator", discriminator.Network) }
            .Where(part => !part.Network.parameters().Any(weight => weight.requires_grad))
            .Select(part => $"the {part.Name} has no weight that is trained: set requires_grad on some, and register the module's components.")];
        if (frozen.Length > 0)
        {
            return frozen;
        }

        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        torch.Device device = generator.Network.Device();
        torch.ScalarType type = PrecisionChoice.DataType(precision);
        string numbers = precision == Precision.Float32 ? "" : $" in {precision} (a network of your own must follow the type of its input; Precision.Float32 asks nothing of it)";
        torch.Tensor? labels = generator.ClassCount > 0 ? torch.zeros(Count, torch.ScalarType.Int64, device) : null;
        ImageShape shape = generator.ImageShape;
        long[] expected = [Count, shape.Channels, shape.Height, shape.Width];

        torch.Tensor? images = Try(generator.Network, () => generator.Generate(generator.Latent.Sample(Count, seed: 0, device).to_type(type), labels), out string? failure);
        if (images is null)
        {
            return [$"the generator fails on a latent batch [{Count}, {generator.Latent.Size}]{numbers}: {failure}"];
        }

        if (!images.shape.AsSpan().SequenceEqual(expected) || !images.is_floating_point())
        {
            return [$"the generator returns {Describe(images)} for {Count} latent vectors and should return float [{string.Join(", ", expected)}]."];
        }

        torch.Device judge = discriminator.Network.Device();
        torch.Tensor? logits = Try(discriminator.Network, () => discriminator.Discriminate(images.to(judge).to_type(type), labels?.to(judge)), out failure);
        if (logits is null)
        {
            return [$"the discriminator fails on pictures [{string.Join(", ", expected)}]{numbers}: {failure}"];
        }

        return logits.shape is [Count] && logits.is_floating_point()
            ? []
            : [$"the discriminator returns {Describe(logits)} for {Count} pictures and should return float [{Count}]: one logit each."];
    }

    private static torch.Tensor? Try(torch.nn.Module network, Func<torch.Tensor> run, out string? failure)
    {
        using InferenceMode inference = new(network);
        try
        {
            failure = null;
            return run();
        }
        catch (Exception refused) when (refused is ExternalException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            failure = refused.Message.Split('\n')[0];
            return null;
        }
    }

    private static string Describe(torch.Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
