using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core;

/// <summary>
/// Adam (Kingma and Ba 2015) as one fused call over all weights. TorchSharp's own makes eight small calls for each weight, and its state
/// cannot be restored inside a dispose scope.
/// </summary>
/// <remarks><see cref="GanTrainer"/> makes its own from <see cref="GanOptions"/>; this is for training loops of your own.</remarks>
/// <threadsafety>An instance serves one thread at a time.</threadsafety>
public sealed class AdamOptimizer : IDisposable
{
    // The fused operator walks raw memory in the order of the moments, which have no gaps: a gradient laid out otherwise would be applied to
    // the wrong numbers, and a weight that is part of a larger tensor would lose its neighbours.
    private static readonly TorchScript Script = new(
        """
        def like(x: Tensor, moment: Tensor):
          return x if x.stride() == moment.stride() else torch.empty_like(moment).copy_(x)

        def shorten(g: List[Tensor], most: float):
          length = torch.stack(torch._foreach_norm(g)).norm()
          torch._foreach_mul_(g, (most / length.clamp_min(1e-12)).clamp_max(1.0))
          return length

        def step(p: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], s: List[Tensor], lr: float, b1: float, b2: float, eps: float):
          unused : List[Tensor] = []
          weights : List[Tensor] = []
          gradients : List[Tensor] = []
          for i in range(len(p)):
            weights.append(like(p[i], m[i]))
            gradients.append(like(g[i], m[i]))
          torch._foreach_add_(s, 1)
          torch._fused_adam_(weights, gradients, m, v, unused, s, lr=lr, beta1=b1, beta2=b2, weight_decay=0.0, eps=eps, amsgrad=False, maximize=False)
          for i in range(len(p)):
            if p[i].stride() != m[i].stride():
              p[i].copy_(weights[i])
          return s[0]

        """);

    private readonly Slot[] _slots;
    private readonly Columns _columns;
    private readonly AdamOptions _options;
    private readonly Scalar _beta1;
    private readonly Scalar _epsilon;
    private readonly Scalar? _maxNorm;
    private Scalar _learningRate;
    private Scalar _beta2;

    /// <summary>
    /// Creates an optimizer over the trainable weights of a module, which must not be moved to another device afterwards.
    /// </summary>
    /// <param name="network">The module.</param>
    /// <param name="options">The settings.</param>
    /// <exception cref="GanConfigurationException">A setting is out of its range.</exception>
    public AdamOptimizer(torch.nn.Module network, AdamOptions options)
    {
        GanConfigurationException.ThrowIfAny("The optimizer", options.Validate("optimizer"));
        using var noGradient = torch.no_grad();
        _slots = [.. network.named_parameters().Where(named => named.parameter.requires_grad).Select(named => new Slot(
            named.name,
            named.parameter,
            torch.zeros_like(named.parameter).DetachFromDisposeScope(),
            torch.zeros_like(named.parameter).DetachFromDisposeScope(),
            torch.zeros([], torch.ScalarType.Float32, named.parameter.device).DetachFromDisposeScope()))];
        _columns = Columns.OfLength(_slots.Length);
        _options = options;
        _learningRate = options.LearningRate.ToScalar();
        _beta1 = options.Beta1.ToScalar();
        _beta2 = options.Beta2.ToScalar();
        _epsilon = options.Epsilon.ToScalar();
        _maxNorm = options.MaxGradientNorm?.ToScalar();
    }

    /// <summary>The weights that are trained.</summary>
    public IEnumerable<Parameter> Weights => _slots.Select(slot => slot.Weight);

    /// <summary>
    /// The live moments and step counts, by the weight's name and PyTorch's names: <c>….exp_avg</c>, <c>….exp_avg_sq</c>, <c>….step</c>.
    /// </summary>
    public IEnumerable<(string Name, torch.Tensor Value)> State
    {
        get
        {
            foreach ((string name, _, torch.Tensor mean, torch.Tensor square, torch.Tensor steps) in _slots)
            {
                yield return ($"{name}.exp_avg", mean);
                yield return ($"{name}.exp_avg_sq", square);
                yield return ($"{name}.step", steps);
            }
        }
    }

    /// <summary>Takes steps of another size from now on.</summary>
    /// <param name="learningRate">Above 0.</param>
    public void SetLearningRate(double learningRate)
    {
        _learningRate.Dispose();
        _learningRate = learningRate.ToScalar();
    }

    /// <summary>Takes the steps that follow with the learning rate and β2 that their schedules give.</summary>
    /// <param name="position">Where in its run the next step is.</param>
    public void Follow(StepPosition position)
    {
        if (_options.LearningRateSchedule != Schedule.Constant)
        {
            SetLearningRate(_options.LearningRate * _options.LearningRateSchedule.At(position));
        }

        if (_options.Beta2Schedule != Schedule.Constant)
        {
            _beta2.Dispose();
            _beta2 = (_options.Beta2 * _options.Beta2Schedule.At(position)).ToScalar();
        }
    }

    /// <summary>Changes the weights by their gradients, and drops the gradients. A weight without one is left as it is.</summary>
    public void Step()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        int count = 0;
        foreach (Slot slot in _slots)
        {
            if (slot.Weight.grad is { } gradient)
            {
                _columns.Set(count++, slot, gradient);
            }
        }

        Columns columns = count == _slots.Length ? _columns : _columns.First(count);
        if (count > 0)
        {
            if (_maxNorm is not null)
            {
                Script.Invoke<torch.Tensor>("shorten", columns.Gradients, _maxNorm);
            }

            Script.Invoke<torch.Tensor>(
                "step",
                columns.Weights,
                columns.Gradients,
                columns.Means,
                columns.Squares,
                columns.Steps,
                _learningRate,
                _beta1,
                _beta2,
                _epsilon);
        }

        ClearGradients();
    }

    /// <summary>Drops the gradients of all weights.</summary>
    public void ClearGradients()
    {
        foreach (Slot slot in _slots)
        {
            slot.Weight.grad = null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Slot slot in _slots)
        {
            slot.Mean.Dispose();
            slot.Square.Dispose();
            slot.Steps.Dispose();
        }

        _learningRate.Dispose();
        _beta1.Dispose();
        _beta2.Dispose();
        _epsilon.Dispose();
        _maxNorm?.Dispose();
    }

    /// <summary>A weight and its moments.</summary>
    private sealed record Slot(string Name, Parameter Weight, torch.Tensor Mean, torch.Tensor Square, torch.Tensor Steps);

    /// <summary>The arguments of the fused call, kept from step to step so that a step allocates none.</summary>
    private sealed record Columns(
        torch.Tensor[] Weights, torch.Tensor[] Gradients, torch.Tensor[] Means, torch.Tensor[] Squares, torch.Tensor[] Steps)
    {
        public static Columns OfLength(int count) =>
            new(new torch.Tensor[count], new torch.Tensor[count], new torch.Tensor[count], new torch.Tensor[count], new torch.Tensor[count]);

        public void Set(int i, Slot slot, torch.Tensor gradient) =>
            (Weights[i], Gradients[i], Means[i], Squares[i], Steps[i]) = (slot.Weight, gradient, slot.Mean, slot.Square, slot.Steps);

        public Columns First(int count) => new(Weights[..count], Gradients[..count], Means[..count], Squares[..count], Steps[..count]);
    }
}
