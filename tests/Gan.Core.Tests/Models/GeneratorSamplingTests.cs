using TorchSharp;

namespace Gan.Core.Tests.Models;

public class GeneratorSamplingTests
{
    [Fact]
    public void The_same_seed_makes_the_same_pictures()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        using var scope = torch.NewDisposeScope();
        byte[] pictures = generator.Sample(8, seed: 3).Bytes();

        torch.manual_seed(99).Dispose();
        generator.Sample(8, seed: 3).Bytes().Should().Equal(pictures);
        generator.Sample(8, seed: 4).Bytes().Should().NotEqual(pictures);
    }

    [Fact]
    public void The_first_eight_of_sixteen_are_the_eight()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        using var scope = torch.NewDisposeScope();
        Difference(generator.Sample(16, seed: 3).narrow(0, 0, 8), generator.Sample(8, seed: 3)).Should().BeLessThan(1e-6f);
    }

    [Fact]
    public void Pictures_are_float_in_the_range_of_pixels_on_the_CPU()
    {
        using IGenerator generator = TestData.Upsampling.Create(seed: 1);
        using torch.Tensor pictures = generator.Sample(5, seed: 3);

        pictures.shape.Should().Equal(5, 3, 8, 8);
        pictures.dtype.Should().Be(torch.ScalarType.Float32);
        pictures.device_type.Should().Be(DeviceType.CPU);
        pictures.requires_grad.Should().BeFalse();
        pictures.data<float>().Should().OnlyContain(value => value >= -1 && value <= 1);
    }

    [Fact]
    public void Many_pictures_are_made_in_batches_of_256_in_order()
    {
        using OwnGenerator generator = new();
        using var scope = torch.NewDisposeScope();
        torch.Tensor pictures = generator.Sample(600, seed: 3);
        torch.Tensor latent = generator.Latent.Sample(600, seed: 3);

        generator.Calls.Select(call => call.Count).Should().Equal(256, 256, 88);
        pictures.shape[0].Should().Be(600);
        foreach (int index in new[] { 0, 255, 256, 599 })
        {
            Difference(pictures[index], generator.SampleFrom(latent.narrow(0, index, 1))[0]).Should().BeLessThan(1e-6f);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Inference_mode_is_used_and_the_mode_before_restored(bool training)
    {
        using OwnGenerator generator = new();
        generator.train(training);
        generator.Sample(2, seed: 0).Dispose();

        generator.Calls.Should().ContainSingle().Which.Training.Should().BeFalse();
        generator.training.Should().Be(training);
    }

    [Fact]
    public void The_mode_is_restored_after_a_failure()
    {
        using OwnGenerator generator = new() { Change = _ => throw new NotSupportedException("no") };
        Action sample = () => generator.Sample(2, seed: 0);

        sample.Should().Throw<NotSupportedException>();
        generator.training.Should().BeTrue();
        torch.is_grad_enabled().Should().BeTrue();
    }

    [Fact]
    public void A_module_that_was_frozen_stays_frozen()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        torch.nn.Module frozen = generator.Network.named_modules().Single(named => named.name == "dense_norm").module;
        frozen.eval();
        generator.Sample(2, seed: 0).Dispose();

        frozen.training.Should().BeFalse();
        generator.Network.training.Should().BeTrue();
    }

    [Fact]
    public void Weights_and_statistics_are_left_as_they_were()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        var before = generator.Network.Bits();
        generator.Sample(20, seed: 0).Dispose();
        generator.Network.Bits().Should().Equal(before);
    }

    [Fact]
    public void Only_the_result_stays_alive()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        generator.Sample(2, seed: 0).Dispose();
        long before = LiveTensors.Count;
        using torch.Tensor pictures = generator.Sample(300, seed: 0);
        (LiveTensors.Count - before).Should().Be(1);
    }

    [Fact]
    public void Classes_take_turns_across_batches()
    {
        using OwnGenerator generator = new(classCount: 3);
        generator.Sample(260, seed: 0).Dispose();
        generator.Calls.SelectMany(call => call.Labels!).Should().Equal(Enumerable.Range(0, 260).Select(i => (long)i % 3));
    }

    [Fact]
    public void One_class_can_be_asked_for()
    {
        using OwnGenerator generator = new(classCount: 3);
        generator.Sample(4, seed: 0, label: 2).Dispose();
        generator.Calls[0].Labels.Should().Equal(2, 2, 2, 2);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, -1)]
    [InlineData(0, 0)]
    public void A_class_that_the_generator_does_not_know_is_refused(int classes, int label)
    {
        using OwnGenerator generator = new(classes);
        Action sample = () => generator.Sample(2, seed: 0, label);
        sample.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(label));
    }

    [Fact]
    public void None_is_refused()
    {
        using OwnGenerator generator = new();
        Action sample = () => generator.Sample(0, seed: 0);
        sample.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("count");
    }

    [Theory]
    [InlineData(new long[] { 2, 5 })]
    [InlineData(new long[] { 6 })]
    [InlineData(new long[] { 0, 6 })]
    [InlineData(new long[] { 1, 2, 6 })]
    public void A_latent_tensor_of_another_shape_is_refused(long[] shape)
    {
        using OwnGenerator generator = new();
        using torch.Tensor latent = torch.zeros(shape);
        Action sample = () => generator.SampleFrom(latent);
        sample.Should().Throw<ArgumentException>().Which.Message
            .Should().StartWith($"The generator maps from [N, 6]; this tensor is [{string.Join(", ", shape)}].");
    }

    private static float Difference(torch.Tensor one, torch.Tensor other)
    {
        using var scope = torch.NewDisposeScope();
        return one.sub(other).abs().max().item<float>();
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_wherever_the_numbers_lie_in_memory()
    {
        using IGenerator generator = GanPresets.Baseline().GeneratorOptions!.Create(seed: 1);
        using torch.Tensor first = generator.Sample(3, seed: 7);
        SeededRandom random = new(1);
        for (int i = 0; i < 20; i++)
        {
            byte[] shift = new byte[1 + random.NextInt(4000)];
            using torch.Tensor again = generator.Sample(3, seed: 7);
            again.bytes.SequenceEqual(first.bytes).Should().BeTrue($"draw {i}, after {shift.Length} bytes");
        }
    }
}
