using System.Security.Cryptography;
using Gan.Core.ModelFiles;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gan.Core.Tests.ModelFiles;

public class ModuleStateTests
{
    [Fact]
    public void Capture_names_the_parameters_and_buffers_themselves()
    {
        using nn.Module<Tensor, Tensor> network = Network();
        IReadOnlyDictionary<string, Tensor> state = ModuleState.Capture(network);

        state.Keys.Should().BeEquivalentTo(
            "0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var", "1.num_batches_tracked", "2.weight");
        state["0.weight"].Should().BeSameAs(network.named_parameters().Single(pair => pair.name == "0.weight").parameter);
        state["1.num_batches_tracked"].dtype.Should().Be(ScalarType.Int64);
        state["1.num_batches_tracked"].dim().Should().Be(0);
    }

    [Fact]
    public void A_network_written_to_a_file_and_loaded_into_another_is_the_same_network()
    {
        using TemporaryFolder folder = new();
        using nn.Module<Tensor, Tensor> source = Network();
        using nn.Module<Tensor, Tensor> target = Network();
        using (DisposeScope scope = NewDisposeScope())
        {
            source.forward(randn(4, 3, 8, 8));
        }

        Hash(target).Should().NotBe(Hash(source));
        Parameter[] parameters = [.. target.parameters()];
        bool[] trainable = [.. parameters.Select(parameter => parameter.requires_grad)];
        long before = LiveTensors.Count;
        TensorFile.Write(folder.File("n"), ModuleState.Capture(source));
        using (TensorFile file = TensorFile.Read(folder.File("n")))
        {
            ModuleState.Load(target, file.Tensors, file.Name);
        }

        Hash(target).Should().Be(Hash(source));
        target.parameters().Should().Equal(parameters, "an optimizer knows these objects");
        parameters.Select(parameter => parameter.requires_grad).Should().Equal(trainable);
        ModuleState.Capture(target)["1.num_batches_tracked"].item<long>().Should().Be(1);
        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void An_optimizer_made_before_the_load_goes_on_working()
    {
        using nn.Module<Tensor, Tensor> source = Network();
        using nn.Module<Tensor, Tensor> target = Network();
        using optim.Optimizer optimizer = optim.Adam(target.parameters());
        ModuleState.Load(target, ModuleState.Capture(source), "memory");

        using DisposeScope scope = NewDisposeScope();
        target.forward(randn(4, 3, 8, 8)).square().sum().backward();
        optimizer.step();
        Hash(target).Should().NotBe(Hash(source));
    }

    [Fact]
    public void A_wrong_last_tensor_leaves_the_network_unchanged()
    {
        using nn.Module<Tensor, Tensor> source = Network();
        using nn.Module<Tensor, Tensor> target = Network();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new(ModuleState.Capture(source)) { ["2.weight"] = zeros(1, 4, 3, 3) };
        string before = Hash(target);

        Load(target, tensors).Should().Throw<GanFileException>();
        Hash(target).Should().Be(before);
    }

    [Fact]
    public void Every_difference_is_listed_at_once()
    {
        using nn.Module<Tensor, Tensor> network = Network();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new(ModuleState.Capture(network));
        tensors.Remove("0.bias");
        tensors["head.weight"] = zeros(10);
        tensors["2.weight"] = zeros(1, 5, 3, 3);
        tensors["1.bias"] = zeros(4, ScalarType.Float16);

        string[] lines = Load(network, tensors).Should().Throw<GanFileException>().Which.Message.Split(Environment.NewLine);
        lines.Should().Equal(
            "'model.safetensors' does not fit this network, which is unchanged. Use the file of a network with the same options.",
            "  missing: '0.bias', Float32 [4]",
            "  unexpected: 'head.weight', Float32 [10]",
            "  different: '1.bias', expected Float32 [4], found Float16 [4]",
            "  different: '2.weight', expected Float32 [1, 4, 4, 4], found Float32 [1, 5, 3, 3]");
    }

    [Fact]
    public void A_long_list_of_differences_is_cut()
    {
        using nn.Module<Tensor, Tensor> network = Network();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new(ModuleState.Capture(network));
        for (int i = 0; i < 130; i++)
        {
            tensors[$"extra {i}"] = zeros(1);
        }

        string[] lines = Load(network, tensors).Should().Throw<GanFileException>().Which.Message.Split(Environment.NewLine);
        lines.Should().HaveCount(102);
        lines[^1].Should().Be("  and 30 more");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Values_that_are_not_finite_are_refused_and_the_network_is_unchanged(float value)
    {
        using nn.Module<Tensor, Tensor> network = Network();
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = ModuleState.Capture(network).ToDictionary(pair => pair.Key, pair => pair.Value.detach().clone());
        ModuleState.RequireFinite(tensors, RawFile.Name);
        tensors["2.weight"][0, 1, 2, 3] = value;
        tensors["1.running_var"].fill_(value);
        string before = Hash(network);
        long live = LiveTensors.Count;

        const string Says = "'model.safetensors' has values that are NaN or infinite: its training diverged. Go back to an earlier checkpoint.\n"
            + "  '1.running_var': 4 of 4 values\n  '2.weight': 1 of 64 values";
        FluentActions.Invoking(() => ModuleState.RequireFinite(tensors, RawFile.Name))
            .Should().Throw<GanFileException>().Which.Message.ReplaceLineEndings("\n").Should().Be(Says);
        Load(network, tensors).Should().Throw<GanFileException>().Which.Message.ReplaceLineEndings("\n").Should().Be(Says);
        Hash(network).Should().Be(before);
        LiveTensors.Count.Should().Be(live);
    }

    [Fact]
    public void Large_finite_values_and_empty_tensors_are_accepted()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new() { ["large"] = full(1000, float.MaxValue), ["empty"] = zeros(0), ["steps"] = tensor(3L) };
        FluentActions.Invoking(() => ModuleState.RequireFinite(tensors, "x")).Should().NotThrow();
    }

    private static Action Load(nn.Module network, Dictionary<string, Tensor> tensors) =>
        () => ModuleState.Load(network, tensors, RawFile.Name);

    private static nn.Module<Tensor, Tensor> Network() => nn.Sequential(
        ("0", nn.Conv2d(3, 4, 3)), ("1", nn.BatchNorm2d(4)), ("2", nn.Conv2d(4, 1, 4, bias: false)));

    private static string Hash(nn.Module network) => Convert.ToHexString(SHA256.HashData(RawFile.Write(ModuleState.Capture(network))));
}
