using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// Runs a network over pictures in batches of one size, so that memory stays bounded: for feature extractors of your own too.
/// </summary>
public static class BatchedExtraction
{
    /// <summary>Pictures in a batch.</summary>
    public const int BatchSize = 256;

    /// <summary>Computes features batch by batch, without gradients.</summary>
    /// <param name="bytes">uint8 [N, C, H, W].</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="network">From uint8 [n, C, H, W] on the device to [n, D]; what it creates is disposed.</param>
    /// <returns>float32 [N, D] on the CPU, contiguous. The caller disposes it.</returns>
    public static torch.Tensor Run(torch.Tensor bytes, torch.Device device, Func<torch.Tensor, torch.Tensor> network)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        List<torch.Tensor> batches = [];
        for (long start = 0; start < bytes.shape[0]; start += BatchSize)
        {
            using var batch = torch.NewDisposeScope();
            torch.Tensor pictures = bytes.narrow(0, start, Math.Min(BatchSize, bytes.shape[0] - start)).to(device);
            batches.Add(network(pictures).to(torch.ScalarType.Float32).cpu().MoveToOuterDisposeScope());
        }

        return torch.cat(batches).MoveToOuterDisposeScope();
    }
}
