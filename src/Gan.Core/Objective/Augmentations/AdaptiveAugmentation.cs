using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Augmentation whose probability follows how sure the discriminator is of the real pictures (ADA: Karras et al. 2020, "Training generative
/// adversarial networks with limited data"): every few steps it grows when the mean sign of the real logits is above a target, else it
/// falls.
/// </summary>
internal sealed class AdaptiveAugmentation : IAugmentation, IStatefulPart
{
    private static readonly TorchScript Script = new(
        """
        def observe(logits: Tensor, signs: Tensor, count: Tensor):
          signs.add_(logits.detach().sign().sum().to(signs.dtype))
          count.add_(logits.numel())
          return signs

        def adjust(p: Tensor, signs: Tensor, count: Tensor, target: float, images: float):
          p.add_((signs / count - target).sign() * count / images).clamp_(0, 1)
          signs.zero_()
          count.zero_()
          return p

        """);

    private static readonly string[] Numbers = ["probability", "signs", "count"];

    private readonly double _target;
    private readonly int _interval;
    private readonly double _images;
    private readonly IReadOnlyList<IAugmentation> _augmentations;
    private readonly Dictionary<string, torch.Tensor> _state;

    public AdaptiveAugmentation(double target, long images, int interval, IReadOnlyList<IAugmentation> augmentations)
    {
        if (!(target is > -1 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, "It must lie between −1 and 1 (0.6 is usual).");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(interval, 1);
        Requires.Stateless(augmentations, nameof(augmentations));
        TorchRuntime.EnsureLoaded();
        (_target, _images, _interval, _augmentations) = (target, images, interval, augmentations);
        _state = Numbers.ToDictionary(name => name, _ => torch.zeros([]).DetachFromDisposeScope());
    }

    public string Name => PartName.Of(
        "adaptive", ("target", _target), ("images", _images), ("every", _interval),
        ("of", string.Join(" + ", _augmentations.Select(one => one.Name))));

    public IReadOnlyDictionary<string, torch.Tensor> State => _state;

    public void MoveTo(torch.Device device)
    {
        foreach ((string name, torch.Tensor value) in _state.ToArray())
        {
            using (value)
            {
                _state[name] = value.to(device, copy: true).DetachFromDisposeScope();
            }
        }
    }

    public torch.Tensor Apply(torch.Tensor images, StepPosition position) =>
        RandomAugmentation.Apply(images, position, _state["probability"], _augmentations);

    public void Observe(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        Script.Invoke<torch.Tensor>("observe", batch.RealLogits, _state["signs"], _state["count"]);
        if ((batch.Position.Step + 1) % _interval == 0)
        {
            using Scalar target = _target.ToScalar(), images = _images.ToScalar();
            Script.Invoke<torch.Tensor>("adjust", _state["probability"], _state["signs"], _state["count"], target, images);
        }
    }

    public void Dispose()
    {
        foreach (torch.Tensor value in _state.Values)
        {
            value.Dispose();
        }
    }
}
