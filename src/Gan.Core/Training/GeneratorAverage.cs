using TorchSharp;

namespace Gan.Core;

/// <summary>Keeps the moving average of a generator's weights in a second generator; its statistics are those of the trained one.</summary>
internal sealed class GeneratorAverage
{
    private static readonly TorchScript Script = new(
        """
        def follow(averages: List[Tensor], weights: List[Tensor], copies: List[Tensor], buffers: List[Tensor], change: float):
          torch._foreach_lerp_(averages, weights, change)
          torch._foreach_copy_(copies, buffers)
          return averages[0]

        """);

    private readonly AveragingOptions _options;
    private readonly torch.Tensor[] _weights;
    private readonly torch.Tensor[] _buffers;
    private readonly torch.Tensor[] _averages;
    private readonly torch.Tensor[] _copies;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="trained">The trained generator.</param>
    /// <param name="averaged">One of the same make, on the same device; it is put into inference mode and stays the caller's.</param>
    /// <param name="options">How fast it follows.</param>
    public GeneratorAverage(IGenerator trained, IGenerator averaged, AveragingOptions options)
    {
        Generator = averaged;
        averaged.Network.eval();
        _options = options;
        _weights = [.. trained.Network.parameters()];
        _averages = [.. averaged.Network.parameters()];
        _buffers = [.. trained.Network.buffers()];
        _copies = [.. averaged.Network.buffers()];
        Follow(change: 1);
    }

    /// <summary>The averaged generator, in inference mode.</summary>
    public IGenerator Generator { get; }

    /// <summary>Follows the trained generator after a step.</summary>
    /// <param name="images">Real pictures shown since the start of the run, with this step's.</param>
    /// <param name="batch">Those of this step.</param>
    public void Update(long images, int batch) => Follow(1 - _options.Decay(images, batch));

    private void Follow(double change)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using Scalar share = change.ToScalar();
        Script.Invoke<torch.Tensor>("follow", _averages, _weights, _copies, _buffers, share);
    }
}
