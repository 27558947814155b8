using TorchSharp;

namespace Gan.Core.Tests;

/// <summary>Adds a random number to each picture; knows how often it was asked and how often it was shown a turn.</summary>
internal sealed class RandomBrightness : IAugmentation
{
    public string Name => "brightness";

    public int Applied { get; private set; }

    public int Observed { get; private set; }

    public torch.Tensor Apply(torch.Tensor images, StepPosition position)
    {
        using var scope = torch.NewDisposeScope();
        Applied++;
        return images.add(torch.rand([images.size(0), 1, 1, 1]).sub(0.5)).MoveToOuterDisposeScope();
    }

    public void Observe(JudgedBatch batch) => Observed++;
}
