using TorchSharp;

namespace Gan.Core.Layers;

/// <summary>
/// Lays pictures out channel by channel for each pixel (channels last), which convolutions on the CPU and on tensor cores prefer. A network
/// calls it once, where its input becomes pictures: convolutions, normalisation and activations keep the layout.
/// </summary>
/// <threadsafety>All members may be called from any thread.</threadsafety>
public static class MemoryFormat
{
    /// <summary>Gives the same values in the channels-last layout.</summary>
    /// <param name="images">[N, C, H, W], in any layout and of any type.</param>
    /// <returns>[N, C, H, W]: a tensor of its own, though over the same memory if that is laid out so. The caller disposes it.</returns>
    public static torch.Tensor ChannelsLast(torch.Tensor images)
    {
        using torch.Tensor pixels = images.permute(0, 2, 3, 1);
        using torch.Tensor contiguous = pixels.contiguous();
        return contiguous.permute(0, 3, 1, 2);
    }
}
