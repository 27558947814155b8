using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Allows or forbids TF32 (the tensor cores' 19-bit floats) in matrix products and convolutions, for the whole process, until it is
/// disposed. On devices other than CUDA it does nothing.
/// </summary>
internal sealed class Tf32Scope : IDisposable
{
    private readonly (bool Matmul, bool Cudnn)? _before;

    /// <summary>Sets both switches.</summary>
    /// <param name="device">Where the work that follows is done.</param>
    /// <param name="allow">Whether TF32 may be used there.</param>
    public Tf32Scope(torch.Device device, bool allow)
    {
        if (device.type == DeviceType.CUDA)
        {
            _before = (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
            Set(allow, allow);
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
