using CsCheck;
using TorchSharp;

namespace Gan.Core.Tests.Runtime;

public class ComputeDeviceTests
{
    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("CPU", "cpu")]
    [InlineData(" Cuda ", "cuda")]
    [InlineData("cuda:0", "cuda")]
    [InlineData("CUDA:12", "cuda:12")]
    public void Text_is_read_in_any_case(string text, string written) => ComputeDevice.Parse(text).ToString().Should().Be(written);

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda: 1")]
    [InlineData("cuda:99999999999")]
    public void Other_text_is_refused_with_the_choices(string text) =>
        FluentActions.Invoking(() => ComputeDevice.Parse(text))
            .Should().Throw<FormatException>().WithMessage($"'{text}' is not a device. Use auto, cpu, cuda or cuda:<index>.");

    [Fact]
    public void What_is_written_reads_back_as_the_same_choice() =>
        Gen.OneOf(Gen.Const(ComputeDevice.Auto), Gen.Const(ComputeDevice.Cpu), Gen.Int[0, int.MaxValue].Select(ComputeDevice.Cuda))
            .Sample(device => ComputeDevice.Parse(device.ToString()) == device);

    [Fact]
    public void The_default_is_automatic() => default(ComputeDevice).Should().Be(ComputeDevice.Auto);

    [Fact]
    public void A_negative_index_is_refused() =>
        FluentActions.Invoking(() => ComputeDevice.Cuda(-1)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void The_processor_always_works() => ComputeDevice.Cpu.Resolve().type.Should().Be(DeviceType.CPU);

    [SkippableFact]
    public void Automatic_is_the_processor_where_there_is_no_GPU()
    {
        SkipWithCuda();
        ComputeDevice.Auto.Resolve().type.Should().Be(DeviceType.CPU);
    }

    [SkippableFact]
    public void A_GPU_that_cannot_be_used_is_refused_with_the_packages_to_use()
    {
        SkipWithCuda();
        FluentActions.Invoking(() => ComputeDevice.Cuda().Resolve())
            .Should().Throw<TorchRuntimeException>().WithMessage("No CUDA device can be used*TorchSharp-cuda-linux*ComputeDevice.Auto.");
    }

    [SkippableFact]
    public void Automatic_is_the_first_GPU_where_there_is_one()
    {
        TorchRuntime.EnsureLoaded();
        Skip.IfNot(torch.cuda.is_available(), "No CUDA device.");
        ComputeDevice.Auto.Resolve().type.Should().Be(DeviceType.CUDA);
        FluentActions.Invoking(() => ComputeDevice.Cuda(99).Resolve()).Should().Throw<TorchRuntimeException>().WithMessage("CUDA device 99*");
    }

    private static void SkipWithCuda()
    {
        TorchRuntime.EnsureLoaded();
        Skip.If(torch.cuda.is_available(), "This machine has a CUDA device.");
    }
}
