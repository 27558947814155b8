using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Puts libtorch's global generator of the CPU back as it was. TorchSharp gives no way to read those of CUDA: they stay as they were left.
/// </summary>
internal sealed class GlobalGeneratorScope : IDisposable
{
    private readonly torch.Generator _generator = torch.Generator.Default;
    private readonly torch.Tensor _before;

    public GlobalGeneratorScope() => _before = _generator.get_state().DetachFromDisposeScope();

    /// <inheritdoc/>
    public void Dispose()
    {
        _generator.set_state(_before);
        _before.Dispose();
        _generator.Dispose();
    }
}
