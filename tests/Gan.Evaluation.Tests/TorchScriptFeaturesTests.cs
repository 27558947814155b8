using System.Text;
using TorchSharp;

namespace Gan.Evaluation.Tests;

public sealed class TorchScriptFeaturesTests : IDisposable
{
    private const string Means = "  def forward(self, x: Tensor) -> Tensor:\n    return torch.mean(x, [2, 3])\n";
    private const string MeansIfAsked = """
          def forward(self, x: Tensor, features: bool=False) -> Tensor:
            if features:
              y = torch.mean(x, [2, 3])
            else:
              y = torch.mean(x, [3])
            return y
        """;

    private static readonly ImageShape Shape = new(3, 4, 4);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Means)]
    [InlineData(MeansIfAsked)]
    public void A_module_sees_values_from_0_to_255_and_is_asked_for_features(string method)
    {
        using TorchScriptFeatures extractor = Load(method);
        using torch.Tensor bytes = torch.full([300, 3, 4, 4], 200, torch.ScalarType.Byte), features = extractor.Extract(bytes);
        features.shape.Should().Equal(300, 3);
        features.data<float>().Should().OnlyContain(value => value == 200);
        (extractor.Size, extractor.Name).Should().Be((3, "module.pt"));
        extractor.Fingerprint.Should().MatchRegex("^[0-9a-f]{64}$");
    }

    [Fact]
    public void Another_file_has_another_fingerprint()
    {
        using TorchScriptFeatures one = Load(Means), again = Load(Means, "same.pt"), other = Load(MeansIfAsked, "other.pt");
        other.Fingerprint.Should().NotBe(one.Fingerprint);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("none.pt");
        Action load = () => TorchScriptFeatures.Load(path, Shape, ComputeDevice.Cpu);
        load.Should().Throw<EvaluationException>().WithMessage($"The TorchScript file '{path}' cannot be read:*");
    }

    [Theory]
    [InlineData("no archive at all", "it is not a whole zip archive")]
    [InlineData("", "it is not a whole zip archive")]
    public void A_file_of_another_kind_is_refused(string content, string fault)
    {
        string path = _folder.File("text.pt");
        File.WriteAllText(path, content);
        Action load = () => TorchScriptFeatures.Load(path, Shape, ComputeDevice.Cpu);
        load.Should().Throw<EvaluationException>().WithMessage($"'{path}' is not a TorchScript file: {fault}.*torch.jit.script*");
    }

    [Fact]
    public void A_state_dictionary_is_refused()
    {
        string path = _folder.File("state.pt");
        using (var archive = System.IO.Compression.ZipFile.Open(path, System.IO.Compression.ZipArchiveMode.Create))
        {
            archive.CreateEntry("archive/data.pkl").Open().Dispose();
        }

        Action load = () => TorchScriptFeatures.Load(path, Shape, ComputeDevice.Cpu);
        load.Should().Throw<EvaluationException>().WithMessage("*it holds no code*");
    }

    [Fact]
    public void Damaged_code_is_found_before_libtorch_reads_it()
    {
        string path = _folder.File("damaged.pt");
        ScriptArchive.Write(path, Means);
        byte[] content = File.ReadAllBytes(path);
        content[content.AsSpan().IndexOf(Encoding.ASCII.GetBytes("def forward"))] ^= 1;
        File.WriteAllBytes(path, content);
        Action load = () => TorchScriptFeatures.Load(path, Shape, ComputeDevice.Cpu);
        load.Should().Throw<EvaluationException>()
            .WithMessage($"The TorchScript file '{path}' is damaged in 'module/code/__torch__.py'. Use another copy.");
    }

    [Theory]
    [InlineData("  def forward(self, x: Tensor) -> Tensor:\n    return x\n",
        "turns 2 pictures into Float32 [2, 3, 4, 4]; features are floating point [2, D]*")]
    [InlineData("  def forward(self, x: Tensor) -> Tensor:\n    return torch.mean(x, [0, 2])\n", "turns 2 pictures into Float32 [3, 4]*")]
    [InlineData("  def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:\n    return (x, x)\n", "returns *features are one tensor [N, D].")]
    [InlineData("  def forward(self, x: Tensor) -> Tensor:\n    return torch.reshape(x, [5, 7])\n", "fails on pictures of 3×4×4:*")]
    [InlineData("  def features(self, x: Tensor) -> Tensor:\n    return x\n", "has no method 'forward'.")]
    public void A_module_that_gives_no_features_is_refused(string method, string fault)
    {
        long before = LiveTensors();
        Action load = () => Load(method);
        load.Should().Throw<EvaluationException>().WithMessage($"The module in '*module.pt' {fault}");
        (LiveTensors() - before).Should().Be(0);
    }

    [Fact]
    public void Only_the_result_stays_alive()
    {
        using TorchScriptFeatures extractor = Load(Means);
        using torch.Tensor bytes = torch.zeros([2, 3, 4, 4], torch.ScalarType.Byte);
        long before = LiveTensors();
        using torch.Tensor features = extractor.Extract(bytes);
        (LiveTensors() - before).Should().Be(1);
    }

    private static long LiveTensors() => Gan.Tests.LiveTensors.Count;

    private TorchScriptFeatures Load(string method, string name = "module.pt")
    {
        ScriptArchive.Write(_folder.File(name), method);
        return TorchScriptFeatures.Load(_folder.File(name), Shape, ComputeDevice.Cpu);
    }
}
