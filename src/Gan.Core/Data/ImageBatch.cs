using TorchSharp;

namespace Gan.Core;

/// <summary>The real pictures of one step, on the device. Whoever holds the batch disposes it, and with it the tensors.</summary>
/// <param name="images">uint8 [N, channels, height, width].</param>
/// <param name="labels">int64 [N].</param>
internal sealed class ImageBatch(torch.Tensor images, torch.Tensor labels) : IDisposable
{
    /// <summary>uint8 [N, channels, height, width], 0 dark to 255 bright.</summary>
    public torch.Tensor Images => images;

    /// <summary>int64 [N]: the class of each picture.</summary>
    public torch.Tensor Labels => labels;

    /// <inheritdoc/>
    public void Dispose()
    {
        images.Dispose();
        labels.Dispose();
    }
}
