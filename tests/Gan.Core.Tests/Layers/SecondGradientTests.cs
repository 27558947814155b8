using Gan.Core.Layers;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Tests.Layers;

/// <summary>
/// What gradient penalties need: the gradient of a gradient, in float64, against central differences of the gradient. Whether there is
/// something to differentiate is asked before, since a failing autograd.grad ends the process.
/// </summary>
public class SecondGradientTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Kinds => [.. Layers.Keys];

    private static Dictionary<string, Func<(Module<torch.Tensor, torch.Tensor> Layer, long[] Input)>> Layers { get; } = new()
    {
        ["convolution to more channels"] = () => (new ConvLayer(2, 3), [2, 2, 4, 3]),
        ["convolution to fewer channels"] = () => (new ConvLayer(3, 2), [2, 3, 4, 3]),
        ["convolution that halves"] = () => (new ConvLayer(2, 3, kernelSize: 4, stride: 2, padding: 1), [2, 2, 4, 6]),
        ["convolution in groups"] = () => (new ConvLayer(4, 2, kernelSize: 1, groups: 2, bias: false), [2, 4, 3, 3]),
        ["transposed convolution"] = () => (new TransposedConvLayer(3, 2), [2, 3, 3, 2]),
        ["up-sampling convolution"] = () => (new UpsampleConvLayer(2, 3), [2, 2, 3, 2]),
        ["dense"] = () => (new DenseLayer(4, 3), [3, 4]),
        ["block"] = () => (new ConvBlock(new ConvLayer(2, 3), BatchNorm2d(3), leakySlope: 0.2), [2, 2, 4, 3]),
        ["convolution of a spectral norm"] = () => (new ConvLayer(2, 3, spectralNorm: 1.5), [2, 2, 4, 3]),
        ["narrowing convolution of a spectral norm"] = () => (new ConvLayer(3, 2, spectralNorm: 1.5), [2, 3, 4, 3]),
        ["transposed convolution of a spectral norm"] = () => (new TransposedConvLayer(3, 2, spectralNorm: 1.5), [2, 3, 3, 2]),
        ["up-sampling convolution of a spectral norm"] = () => (new UpsampleConvLayer(2, 3, spectralNorm: 1.5), [2, 2, 3, 2]),
        ["dense of a spectral norm"] = () => (new DenseLayer(4, 3, spectralNorm: 1.5), [3, 4]),
        ["conditional batch norm"] = () => (new WithLabels(new ConditionalBatchNorm(3, 2)), [4, 3, 2, 2]),
        ["before conditional batch norm"] = () => (new WithLabels(new ConditionalBatchNorm(3, 2), new ConvLayer(2, 3)), [4, 2, 3, 2]),
        ["before pixel norm"] = () => (new ConvBlock(new ConvLayer(2, 3), new PixelNorm(), leakySlope: 0.2), [2, 2, 4, 3]),
        ["before group norm"] = () => (new ConvBlock(new ConvLayer(2, 4), new GroupNormLayer(2, 4), leakySlope: 0.2), [2, 2, 4, 3]),
        ["before minibatch deviation"] =
            () => (new ConvBlock(new ConvLayer(2, 3), new MinibatchDeviation(), leakySlope: 0.2), [4, 2, 3, 3]),
        ["attention"] = () => (Listening(new SelfAttention(8)), [2, 8, 4, 2]),
        ["attention of a spectral norm"] = () => (Listening(new SelfAttention(8, spectralNorm: 1.5)), [2, 8, 4, 2]),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_gradient_of_a_gradient_penalty_equals_finite_differences(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(4).Dispose();
        (Module<torch.Tensor, torch.Tensor> layer, long[] shape) = Layers[kind]();
        using (layer)
        {
            layer.to(torch.ScalarType.Float64);
            WeightInitialization.Normal(layer, seed: 1, deviation: 0.5);
            torch.Tensor input = torch.randn(shape, torch.ScalarType.Float64).requires_grad_();
            using torch.Tensor output = layer.forward(input);
            torch.Tensor pull = torch.randn_like(output).detach();
            torch.Tensor[] weights = [.. layer.parameters().Where(parameter => parameter.dim() >= 2)];
            torch.Tensor penalty = Penalty(layer, input, pull, differentiable: true);
            penalty.requires_grad.Should().BeTrue();
            IList<torch.Tensor> gradients = torch.autograd.grad([penalty], weights);

            foreach ((torch.Tensor weight, torch.Tensor actual) in weights.Zip(gradients))
            {
                actual.abs().max().item<double>().Should().BePositive();
                double[] expected = Differences(weight, () => Penalty(layer, input, pull, differentiable: false).item<double>());
                double[] gradient = actual.contiguous().flatten().data<double>().ToArray();
                for (int i = 0; i < expected.Length; i++)
                {
                    double tolerance = 1e-5 * Math.Max(1, Math.Abs(expected[i]));
                    gradient[i].Should().BeApproximately(expected[i], tolerance, $"weight {i} of the {kind}");
                }
            }
        }
    }

    /// <summary>Attention begins as the identity, which has nothing to differentiate.</summary>
    private static SelfAttention Listening(SelfAttention layer)
    {
        using var noGradient = torch.no_grad();
        layer.get_parameter("gamma")!.fill_(0.6f);
        return layer;
    }

    /// <summary>The squared gradient of the input, of an output that is not linear in it.</summary>
    private static torch.Tensor Penalty(
        Module<torch.Tensor, torch.Tensor> layer, torch.Tensor input, torch.Tensor pull, bool differentiable)
    {
        torch.Tensor output = layer.forward(input).square().mul(pull).sum();
        output.requires_grad.Should().BeTrue();
        return torch.autograd.grad([output], [input], create_graph: differentiable, retain_graph: differentiable)[0].square().sum();
    }

    private static double[] Differences(torch.Tensor weight, Func<double> function)
    {
        long[] shape = weight.shape;
        double[] differences = new double[weight.numel()];
        for (int i = 0; i < differences.Length; i++)
        {
            double up = Moved(i, Step), down = Moved(i, -Step);
            differences[i] = (up - down) / (2 * Step);
        }

        return differences;

        double Moved(int index, double step)
        {
            using torch.Tensor change = torch.zeros(shape, torch.ScalarType.Float64);
            using (torch.no_grad())
            {
                using torch.Tensor flat = change.view(-1);
                flat[index] = step;
                weight.add_(change);
            }

            double value = function();
            using (torch.no_grad())
            {
                weight.sub_(change);
            }

            return value;
        }
    }
}
