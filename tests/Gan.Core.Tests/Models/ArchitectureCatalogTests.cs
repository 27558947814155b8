using TorchSharp;

namespace Gan.Core.Tests.Models;

public sealed class ArchitectureCatalogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_library_s_own_are_there()
    {
        ArchitectureCatalog.Generators.Should().Contain(["transposed-convolution", "upsampling"]);
        ArchitectureCatalog.Discriminators.Should().Contain("convolution");
    }

    [Fact]
    public void An_own_architecture_trains_and_its_file_loads_without_code()
    {
        ArchitectureCatalog.AddGenerator<DenseGeneratorOptions>("test-dense");
        DenseGeneratorOptions options = new() { Latent = TestData.Latent, ImageShape = TestData.Shape, Brightness = 0.25 };
        using GanTrainer trainer = TestData.Gan().WithGenerator(options).SaveTo(_folder.File("run")).Build();
        trainer.Train(TestData.Pictures());
        using GanGenerator loaded = GanGenerator.Load(Path.Combine(_folder.File("run"), "generator.safetensors"), ComputeDevice.Cpu);

        loaded.Options.Should().Be(options);
        loaded.Network.Bits().Should().Equal(trainer.Generator.Network.Bits());
        File.ReadAllText(Path.Combine(_folder.File("run"), "run.json"))
            .Should().Contain("\"architecture\": \"test-dense\"").And.Contain("0.25");
    }

    [Fact]
    public void One_that_is_not_in_the_catalogue_is_refused_before_it_trains() =>
        FluentActions.Invoking(() => TestData.Gan().WithGenerator(new UnknownGeneratorOptions { Latent = TestData.Latent, ImageShape = TestData.Shape }).Build())
            .Should().Throw<GanConfigurationException>().WithMessage("*ArchitectureCatalog.AddGenerator<UnknownGeneratorOptions>(name)*");

    [Fact]
    public void A_name_stands_for_one_architecture()
    {
        ArchitectureCatalog.AddGenerator<DenseGeneratorOptions>("test-dense");
        FluentActions.Invoking(() => ArchitectureCatalog.AddGenerator<UnknownGeneratorOptions>("upsampling")).Should().Throw<ArgumentException>()
            .WithMessage("*clashes with*");
        FluentActions.Invoking(() => ArchitectureCatalog.AddGenerator<DenseGeneratorOptions>("other")).Should().Throw<ArgumentException>()
            .WithMessage("*clashes with 'test-dense'*");
    }

    [Fact]
    public void Classes_are_refused_by_architectures_that_know_none()
    {
        (TestData.Transposed with { ClassCount = 3 }).Validate().Should().ContainSingle().Which.Should().Contain("not conditional");
        (TestData.Upsampling with { ClassCount = 3 }).Validate().Should().ContainSingle().Which.Should().Contain("not conditional");
        (TestData.Discriminator with { ClassCount = -1 }).Validate().Should().ContainSingle().Which.Should().Contain("at least 0");
    }

    public void Dispose() => _folder.Dispose();

    private sealed record DenseGeneratorOptions : GeneratorOptions
    {
        public double Brightness { get; init; }

        protected override IGenerator CreateNetwork(long seed) => new DenseGenerator(this, seed);
    }

    private sealed record UnknownGeneratorOptions : GeneratorOptions
    {
        protected override IGenerator CreateNetwork(long seed) =>
            new DenseGenerator(new DenseGeneratorOptions { Latent = Latent, ImageShape = ImageShape }, seed, this);
    }

    private sealed class DenseGenerator : IGenerator
    {
        private readonly OwnGenerator _inner;

        public DenseGenerator(DenseGeneratorOptions options, long seed, GeneratorOptions? described = null) =>
            (_inner, Options) = (new OwnGenerator(seed: seed), described ?? options);

        public torch.nn.Module Network => _inner;

        public LatentSpace Latent => _inner.Latent;

        public ImageShape ImageShape => _inner.ImageShape;

        public GeneratorOptions Options { get; }

        public torch.Tensor Generate(torch.Tensor latent, torch.Tensor? labels = null) => _inner.Generate(latent, labels);

        public void Dispose() => _inner.Dispose();
    }
}
