using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Moves each picture by whole pixels, and fills up with zeros: mid-grey (Zhao et al. 2020, "Differentiable augmentation").
/// </summary>
internal sealed class TranslationAugmentation : IAugmentation
{
    // A shift is a product with a matrix of zeros and ones: its gradient is one too, and needs no scattering.
    private static readonly TorchScript Script = new(
        """
        def shift(x: Tensor, side: int, share: float):
          most = int(side * share + 0.5)
          by = torch.randint(-most, most + 1, [x.size(0), 1, 1], device=x.device)
          places = torch.arange(side, device=x.device)
          return (places.view(1, -1, 1) + by == places.view(1, 1, -1)).to(x.dtype).unsqueeze(1)

        def translate(x: Tensor, share: float):
          return torch.matmul(torch.matmul(shift(x, x.size(2), share), x), shift(x, x.size(3), share))

        """);

    private readonly double _share;

    public TranslationAugmentation(double share)
    {
        Requires.Share(share, nameof(share));
        _share = share;
    }

    public string Name => PartName.Of("translation", ("share", _share));

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using Scalar share = _share.ToScalar();
        return Script.Invoke<torch.Tensor>("translate", images, share);
    }
}
