using TorchSharp;

namespace Gan.Core;

/// <summary>Adds Gaussian noise to each pixel (instance noise: Sønderby et al. 2017; Arjovsky and Bottou 2017).</summary>
internal sealed class NoiseAugmentation : IAugmentation
{
    private static readonly TorchScript Script = new(
        """
        def add_noise(x: Tensor, deviation: float):
          return torch.randn_like(x) * deviation + x

        """);

    private readonly double _deviation;
    private readonly Schedule _schedule;

    public NoiseAugmentation(double deviation, Schedule schedule)
    {
        Requires.AtLeastZero(deviation, nameof(deviation));
        Requires.Valid(schedule, "the noise");
        (_deviation, _schedule) = (deviation, schedule);
    }

    public string Name => PartName.Of("noise", ("deviation", _deviation), ("schedule", _schedule));

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using Scalar deviation = (_deviation * _schedule.At(position)).ToScalar();
        return Script.Invoke<torch.Tensor>("add_noise", images, deviation);
    }
}
