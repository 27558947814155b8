using TorchSharp;

namespace Gan.Core;

/// <summary>Keeps the moving average of a generator's weights in a second generator, and its statistics.</summary>
internal sealed class GeneratorAverage
{
    private static readonly TorchScript Script = new(
        """
        def follow(averages: List[Tensor], weights: List[Tensor], copies: List[Tensor], buffers: List[Tensor], change: float):
          torch._foreach_lerp_(averages, weights, change)
          if len(copies) > 0:
            torch._foreach_copy_(copies, buffers)
          return averages[0]

        """);

    private readonly AveragingOptions _options;
    private readonly long _seed;
    private readonly torch.Tensor[] _weights;
    private readonly torch.Tensor[] _buffers;
    private readonly torch.Tensor[] _averages;
    private readonly torch.Tensor[] _copies;
    private readonly bool _measures;
    private bool _isMeasured = true;

    /// <summary>Begins with the weights as they are.</summary>
    /// <param name="trained">The trained generator.</param>
    /// <param name="averaged">One of the same make, on the same device; it is put into inference mode and stays the caller's.</param>
    /// <param name="options">How fast it follows.</param>
    /// <param name="seed">The seed of the pictures on which its statistics are measured.</param>
    public GeneratorAverage(IGenerator trained, IGenerator averaged, AveragingOptions options, long seed)
    {
        _seed = seed;
        Generator = averaged;
        averaged.Network.eval();
        _options = options;
        _weights = [.. trained.Network.parameters()];
        _measures = options.StatisticsImages > 0 && BatchStatistics.AreIn(averaged.Network);
        _averages = [.. averaged.Network.parameters()];
        _buffers = [.. trained.Network.buffers()];
        _copies = [.. averaged.Network.buffers()];
        Follow(change: 1);
    }

    /// <summary>The averaged generator, in inference mode.</summary>
    public IGenerator Generator { get; }

    /// <summary>
    /// The live averages by name. Statistics are none of the state: they follow from the weights, or from the trained generator.
    /// </summary>
    public IEnumerable<(string Name, torch.Tensor Value)> State =>
        Generator.Network.named_parameters().Select(named => (named.name, (torch.Tensor)named.parameter));

    /// <summary>The averaged generator with statistics of its own weights, where no other thread changes these.</summary>
    public IGenerator Current()
    {
        if (!_isMeasured && TrainingLease.IsFree(Generator.Network))
        {
            BatchStatistics.Measure(Generator, _options.StatisticsImages, _seed);
            _isMeasured = true;
        }

        return Generator;
    }

    /// <summary>Follows the trained generator after a step.</summary>
    /// <param name="position">Where in its run the step was.</param>
    /// <param name="batch">Its real pictures.</param>
    public void Update(StepPosition position, int batch)
    {
        Follow(1 - _options.Decay(position, batch));
        _isMeasured = !_measures;
    }

    /// <summary>Takes the statistics of a trained generator that was put back into an earlier state.</summary>
    public void TakeStatistics()
    {
        Follow(change: 0);
        _isMeasured = !_measures;
    }

    private void Follow(double change)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using Scalar share = change.ToScalar();
        Script.Invoke<torch.Tensor>("follow", _averages, _weights, _copies, _buffers, share);
    }
}
