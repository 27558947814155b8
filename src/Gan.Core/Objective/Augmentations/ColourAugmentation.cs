using TorchSharp;

namespace Gan.Core;

/// <summary>Brightness, saturation and contrast, drawn for each picture (Zhao et al. 2020, "Differentiable augmentation").</summary>
internal sealed class ColourAugmentation : IAugmentation
{
    private static readonly TorchScript Script = new(
        """
        def draw(x: Tensor, middle: float, spread: float):
          return (torch.rand([x.size(0), 1, 1, 1], dtype=x.dtype, device=x.device) * 2 - 1) * spread + middle

        def colour(x: Tensor, brightness: float, saturation: float, contrast: float):
          colours = min(x.size(1), 3)
          seen = x if x.size(1) == colours else x[:, :colours]
          if brightness > 0:
            seen = seen + draw(x, 0.0, brightness)
          if saturation > 0 and colours > 1:
            grey = seen.mean([1], keepdim=True)
            seen = (seen - grey) * draw(x, 1.0, saturation) + grey
          if contrast > 0:
            middle = seen.mean([1, 2, 3], keepdim=True)
            seen = (seen - middle) * draw(x, 1.0, contrast) + middle
          return seen if x.size(1) == colours else torch.cat([seen, x[:, colours:]], 1)

        """);

    private readonly double _brightness;
    private readonly double _saturation;
    private readonly double _contrast;

    public ColourAugmentation(double brightness, double saturation, double contrast)
    {
        Requires.AtLeastZero(brightness, nameof(brightness));
        Requires.AtLeastZero(saturation, nameof(saturation));
        Requires.AtLeastZero(contrast, nameof(contrast));
        (_brightness, _saturation, _contrast) = (brightness, saturation, contrast);
    }

    public string Name => PartName.Of("colour", ("brightness", _brightness), ("saturation", _saturation), ("contrast", _contrast));

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using Scalar brightness = _brightness.ToScalar(), saturation = _saturation.ToScalar(), contrast = _contrast.ToScalar();
        return Script.Invoke<torch.Tensor>("colour", images, brightness, saturation, contrast);
    }
}
