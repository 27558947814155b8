using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Allows TF32 (the tensor cores' 19-bit floats) in matrix products and convolutions, for the whole process, until it is disposed. On
/// devices other than CUDA, and when it is not asked for, the process's own settings hold (libtorch's: convolutions only).
/// </summary>
internal sealed class Tf32Scope : IDisposable
{
    private readonly (bool Matmul, bool Cudnn)? _before;

    /// <summary>Sets both switches, if asked to.</summary>
    /// <param name="device">Where the work that follows is done.</param>
    /// <param name="allow">Whether to allow TF32.</param>
    public Tf32Scope(torch.Device device, bool allow)
    {
        if (allow && device.type == DeviceType.CUDA)
        {
            _before = (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
            Set(true, true);
        }
    }

    /// <summary>Puts both switches back.</summary>
    public void Dispose()
    {
        if (_before is (bool matmul, bool cudnn))
        {
            Set(matmul, cudnn);
        }
    }

    private static void Set(bool matmul, bool cudnn)
    {
        torch.backends.cuda.matmul.allow_tf32 = matmul;
        torch.backends.cudnn.allow_tf32 = cudnn;
    }
}
