using TorchSharp;

namespace Gan.Core.Tests.Data;

public class PixelScalingTests
{
    [Fact]
    public void All_bytes_come_back()
    {
        using var scope = torch.NewDisposeScope();
        byte[] all = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        torch.Tensor values = PixelScaling.ToNetwork(torch.tensor(all));

        values.dtype.Should().Be(torch.ScalarType.Float32);
        PixelScaling.ToBytes(values).data<byte>().ToArray().Should().Equal(all);
    }

    [Fact]
    public void The_range_is_minus_one_to_one_exactly_and_linear()
    {
        using var scope = torch.NewDisposeScope();
        float[] values = PixelScaling.ToNetwork(torch.tensor(new byte[] { 0, 51, 204, 255 })).data<float>().ToArray();

        values[0].Should().Be(-1f);
        values[1].Should().BeApproximately(-0.6f, 1e-6f);
        values[2].Should().BeApproximately(0.6f, 1e-6f);
        values[3].Should().Be(1f);
    }

    [Theory]
    [InlineData(-1.5f, 0)]
    [InlineData(-1f, 0)]
    [InlineData(-0.9962f, 0)] // 0.4845 of a level
    [InlineData(-0.9960f, 1)] // 0.51 of a level
    [InlineData(0.9960f, 254)]
    [InlineData(0.9962f, 255)]
    [InlineData(1f, 255)]
    [InlineData(7f, 255)]
    [InlineData(float.NegativeInfinity, 0)]
    [InlineData(float.PositiveInfinity, 255)]
    public void Values_are_rounded_to_the_nearest_byte_and_clamped(float value, byte expected)
    {
        using var scope = torch.NewDisposeScope();
        PixelScaling.ToBytes(torch.tensor([value])).item<byte>().Should().Be(expected);
    }

    [Theory]
    [InlineData(torch.ScalarType.Float64)]
    [InlineData(torch.ScalarType.Float16)]
    [InlineData(torch.ScalarType.BFloat16)]
    public void Bytes_are_made_from_any_floating_point(torch.ScalarType type)
    {
        using var scope = torch.NewDisposeScope();
        PixelScaling.ToBytes(torch.tensor([-1f, 0f, 1f]).to(type)).data<byte>().ToArray().Should().Equal(0, 128, 255);
    }

    [Fact]
    public void Shapes_stay_and_the_given_tensors_are_not_changed()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor bytes = torch.full([2, 3, 4], 200, torch.ScalarType.Byte);
        torch.Tensor values = PixelScaling.ToNetwork(bytes);
        byte[] before = values.Bytes();
        torch.Tensor back = PixelScaling.ToBytes(values);

        values.shape.Should().Equal(2, 3, 4);
        back.shape.Should().Equal(2, 3, 4);
        values.Bytes().Should().Equal(before);
        bytes.sum().item<long>().Should().Be(200 * 24);
    }

    [Fact]
    public void Bytes_are_made_from_values_that_carry_a_gradient()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor bytes = PixelScaling.ToBytes(torch.zeros(2, requires_grad: true).mul(1f));
        bytes.requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Wrong_types_are_refused_by_name()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor values = torch.zeros(2), bytes = torch.zeros(2, torch.ScalarType.Byte);
        Action toNetwork = () => PixelScaling.ToNetwork(values);
        Action toBytes = () => PixelScaling.ToBytes(bytes);

        toNetwork.Should().Throw<ArgumentException>().WithMessage("Picture bytes are uint8; this tensor is Float32.*");
        toBytes.Should().Throw<ArgumentException>().WithMessage("Network values are floating point; this tensor is Byte.*");
    }

    [Fact]
    public void Only_the_result_stays_alive()
    {
        using torch.Tensor bytes = torch.zeros(2, torch.ScalarType.Byte);
        long before = LiveTensors.Count;
        torch.Tensor values = PixelScaling.ToNetwork(bytes);
        (LiveTensors.Count - before).Should().Be(1);
        using torch.Tensor back = PixelScaling.ToBytes(values);
        values.Dispose();
        (LiveTensors.Count - before).Should().Be(1);
    }
}
