using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core.Tests;

/// <summary>Compares gradients of weights with central differences.</summary>
internal static class WeightSlopes
{
    private const double Step = 1e-5;

    /// <summary>Every few weights of each parameter.</summary>
    /// <param name="network">In float64.</param>
    /// <param name="value">A number that depends on the weights, the same whenever they are the same.</param>
    /// <param name="stride">How many weights to go on.</param>
    public static void ShouldBeDifferences(torch.nn.Module network, Func<torch.Tensor> value, int stride = 7)
    {
        using var scope = torch.NewDisposeScope();
        network.zero_grad(true);
        value().backward();
        double largest = 0;
        foreach ((string name, Parameter weight) in network.named_parameters())
        {
            using torch.Tensor live = weight.detach();
            double[]? gradient = weight.grad?.contiguous().flatten().data<double>().ToArray();
            for (long i = 0; i < weight.numel(); i += stride)
            {
                double expected = (Moved(live, i, Step) - Moved(live, i, -Step)) / (2 * Step);
                (gradient?[i] ?? 0).Should().BeApproximately(expected, 1e-7 + (1e-6 * Math.Abs(expected)), $"{name}[{i}]");
                largest = Math.Max(largest, Math.Abs(expected));
            }
        }

        largest.Should().BeGreaterThan(1e-3, "the weights matter");

        double Moved(torch.Tensor live, long place, double step)
        {
            using var moved = torch.NewDisposeScope();
            torch.TensorIndex[] at = At(live.shape, place);
            torch.Tensor before = live[at].clone();
            live[at] = before.add(step);
            double found = value().item<double>();
            live[at] = before;
            return found;
        }
    }

    private static torch.TensorIndex[] At(long[] shape, long place)
    {
        torch.TensorIndex[] at = new torch.TensorIndex[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            at[axis] = torch.TensorIndex.Single(place % shape[axis]);
            place /= shape[axis];
        }

        return at;
    }
}
