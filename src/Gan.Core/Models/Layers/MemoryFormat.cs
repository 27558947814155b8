using TorchSharp;

namespace Gan.Core;

/// <summary>Lays pictures out channel by channel for each pixel (channels last), which convolutions on the CPU and on tensor cores prefer.</summary>
internal static class MemoryFormat
{
    /// <summary>Gives the same values in the channels-last layout; convolutions, normalisation and activations keep it.</summary>
    /// <param name="images">[N, C, H, W], in any layout.</param>
    /// <returns>[N, C, H, W]; its steps too are in the current scope.</returns>
    public static torch.Tensor ChannelsLast(torch.Tensor images)
    {
        return images.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);
    }
}
