using TorchSharp;

namespace Gan.Core;

/// <summary>Mirrors each picture left to right with probability 1/2, real and generated alike.</summary>
internal sealed class FlipAugmentation : IAugmentation
{
    public string Name => "flip";

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor mirrored = torch.rand([images.shape[0], 1, 1, 1], device: images.device).Below(0.5);
        return torch.where(mirrored, images.flip([3]), images).MoveToOuterDisposeScope();
    }
}
