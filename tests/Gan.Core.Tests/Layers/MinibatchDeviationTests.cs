using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Layers;

public class MinibatchDeviationTests
{
    [Theory]
    [InlineData(8, 4, 4)]
    [InlineData(4, 4, 4)]
    [InlineData(6, 4, 3)]
    [InlineData(7, 4, 1)]
    [InlineData(2, 4, 2)]
    [InlineData(1, 4, 1)]
    [InlineData(6, 1, 1)]
    public void The_last_channel_is_the_mean_deviation_of_neighbours_and_the_group_divides_the_batch(int count, int groupSize, int used)
    {
        using var scope = torch.NewDisposeScope();
        using MinibatchDeviation layer = new(groupSize);
        torch.Tensor input = torch.randn([count, 3, 2, 5], torch.ScalarType.Float64);
        torch.Tensor output = layer.forward(input);

        output.shape.Should().Equal(count, 4, 2, 5);
        output.narrow(1, 0, 3).Equals(input).Should().BeTrue();
        double[][] values = [.. Enumerable.Range(0, count).Select(i => input[i].contiguous().data<double>().ToArray())];
        for (int i = 0; i < count; i++)
        {
            double[][] group = values[(i / used * used)..((i / used + 1) * used)];
            double expected = Enumerable.Range(0, 30).Average(k =>
            {
                double mean = group.Average(picture => picture[k]);
                return Math.Sqrt(group.Average(picture => (picture[k] - mean) * (picture[k] - mean)) + 1e-8);
            });
            output[i, 3].sub(expected).abs().max().item<double>().Should().BeLessThan(1e-12);
        }
    }

    [Fact]
    public void Halves_of_a_joined_batch_do_not_see_each_other()
    {
        using var scope = torch.NewDisposeScope();
        using MinibatchDeviation layer = new();
        torch.Tensor real = torch.randn(8, 3, 4, 4), fake = torch.randn(8, 3, 4, 4);
        torch.Tensor joined = layer.forward(torch.cat([real, fake], 0));
        joined.narrow(0, 0, 8).sub(layer.forward(real)).abs().max().item<float>().Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void Its_output_is_channels_last()
    {
        using var scope = torch.NewDisposeScope();
        using MinibatchDeviation layer = new();
        layer.forward(MemoryFormat.ChannelsLast(torch.randn(4, 3, 4, 5))).stride().Should().Equal(80, 1, 20, 4);
    }

    [Fact]
    public void A_group_of_none_is_refused() =>
        FluentActions.Invoking(() => new MinibatchDeviation(0))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("groupSize");
}
