using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Covers a rectangle of each picture with zeros, mid-grey, whose middle lies anywhere in the picture (DeVries and Taylor 2017; Zhao et al.
/// 2020).
/// </summary>
internal sealed class CutoutAugmentation : IAugmentation
{
    private static readonly TorchScript Script = new(
        """
        def inside(x: Tensor, side: int, share: float):
          length = int(side * share + 0.5)
          first = torch.randint(0, side + (1 - length % 2), [x.size(0), 1], device=x.device) - length // 2
          places = torch.arange(side, device=x.device).view(1, -1)
          return torch.logical_and(places >= first, places < first + length)

        def cut(x: Tensor, share: float):
          rows, columns = inside(x, x.size(2), share), inside(x, x.size(3), share)
          covered = torch.logical_and(rows.unsqueeze(2), columns.unsqueeze(1)).unsqueeze(1)
          return x * torch.logical_not(covered).to(x.dtype)

        """);

    private readonly double _share;

    public CutoutAugmentation(double share)
    {
        Requires.Share(share, nameof(share));
        _share = share;
    }

    public string Name => PartName.Of("cutout", ("share", _share));

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using Scalar share = _share.ToScalar();
        return Script.Invoke<torch.Tensor>("cut", images, share);
    }
}
