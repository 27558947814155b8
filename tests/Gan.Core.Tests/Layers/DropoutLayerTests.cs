using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Layers;

public class DropoutLayerTests
{
    private const int Count = 100_003;

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    public void Values_are_dropped_as_often_as_asked_and_the_rest_makes_up_for_them(double probability)
    {
        float[] mask = new float[Count];
        DropoutLayer.Fill(mask, probability, seed: 7);

        double deviation = Math.Sqrt(probability * (1 - probability) / Count);
        (mask.Count(value => value == 0) / (double)Count).Should().BeApproximately(probability, 4 * deviation);
        mask.Where(value => value != 0).Distinct().Should().ContainSingle().Which.Should().BeApproximately((float)(1 / (1 - probability)), 1e-4f);
    }

    [Fact]
    public void In_bfloat16_the_same_values_are_dropped()
    {
        float[] mask = new float[Count];
        ushort[] half = new ushort[Count];
        DropoutLayer.Fill(mask, 0.3, seed: 7);
        DropoutLayer.Fill(half, 0.3, seed: 7);

        half.Select(value => value == 0).Should().Equal(mask.Select(value => value == 0));
        ushort kept = half.Distinct().Single(value => value != 0);
        BitConverter.UInt32BitsToSingle((uint)kept << 16).Should().BeApproximately(1 / 0.7f, 1 / 256f);
    }

    [Fact]
    public void The_layer_keeps_its_input_s_type_and_follows_the_global_generator()
    {
        using var scope = torch.NewDisposeScope();
        using DropoutLayer layer = new(0.3);
        foreach (torch.ScalarType type in new[] { torch.ScalarType.Float32, torch.ScalarType.BFloat16, torch.ScalarType.Float64 })
        {
            torch.Tensor input = torch.ones([3, 5, 7, 2], type);
            torch.Tensor[] seen = [.. new[] { 1, 1, 2 }.Select(seed =>
            {
                torch.manual_seed(seed).Dispose();
                return layer.forward(input);
            })];

            seen[0].dtype.Should().Be(type);
            seen[0].Equals(seen[1]).Should().BeTrue();
            seen[0].Equals(seen[2]).Should().BeFalse();
        }

        layer.eval();
        layer.forward(torch.ones(4)).data<float>().ToArray().Should().OnlyContain(value => value == 1);
    }
}
