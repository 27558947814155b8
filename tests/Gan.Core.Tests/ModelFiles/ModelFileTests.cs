using TorchSharp;

namespace Gan.Core.Tests.ModelFiles;

public sealed class ModelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_generator_loaded_by_its_path_draws_the_same_pictures()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 3);
        GanGenerator.Save(generator, File("g"), new Dictionary<string, string> { ["note"] = "ü" });

        using GanGenerator loaded = GanGenerator.Load(File("g"), ComputeDevice.Cpu);

        loaded.Options.Should().Be(TestData.Transposed);
        loaded.Metadata.Should().Equal(new Dictionary<string, string> { ["note"] = "ü" });
        loaded.Network.training.Should().BeFalse();
        using torch.Tensor before = generator.Sample(5, seed: 7);
        using torch.Tensor after = loaded.Sample(5, seed: 7);
        after.bytes.ToArray().Should().Equal(before.bytes.ToArray());
    }

    [Fact]
    public void A_discriminator_loaded_by_its_path_judges_the_same()
    {
        using IDiscriminator discriminator = TestData.Discriminator.Create(seed: 3);
        discriminator.Network.eval();
        GanDiscriminator.Save(discriminator, File("d"));

        using GanDiscriminator loaded = GanDiscriminator.Load(File("d"), ComputeDevice.Cpu);

        loaded.Options.Should().Be(TestData.Discriminator);
        using torch.Tensor images = torch.rand(4, 3, 8, 8);
        using torch.Tensor before = discriminator.Discriminate(images);
        using torch.Tensor after = loaded.Discriminate(images);
        after.bytes.ToArray().Should().Equal(before.bytes.ToArray());
    }

    [Fact]
    public void A_file_of_the_other_network_is_named_as_such()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 3);
        GanGenerator.Save(generator, File("g"));

        Action load = () => GanDiscriminator.Load(File("g"), ComputeDevice.Cpu).Dispose();

        load.Should().Throw<GanFileException>().WithMessage($"'{File("g")}' is a generator file, and a discriminator file is needed here*");
    }

    [Fact]
    public void A_network_of_ones_own_is_loaded_into_the_network()
    {
        using OwnGenerator generator = new();
        GanGenerator.Save(generator, File("own"));
        using OwnGenerator other = new(seed: 2);

        Action byPath = () => GanGenerator.Load(File("own"), ComputeDevice.Cpu).Dispose();
        using GanGenerator loaded = GanGenerator.Load(File("own"), other);

        byPath.Should().Throw<GanFileException>().WithMessage("*network of your own*Load(path, generator)*");
        using torch.Tensor before = generator.Sample(2, seed: 1);
        using torch.Tensor after = loaded.Sample(2, seed: 1);
        after.bytes.ToArray().Should().Equal(before.bytes.ToArray());
    }

    [Fact]
    public void Weights_of_another_width_are_refused_with_every_difference_and_nothing_is_changed()
    {
        using IGenerator narrow = TestData.Transposed.Create(seed: 3);
        using IGenerator wide = (TestData.Transposed with { Channels = [8, 6] }).Create(seed: 4);
        GanGenerator.Save(narrow, File("g"));
        byte[] before = wide.Network.state_dict()["dense.weight"].bytes.ToArray();

        Action load = () => GanGenerator.Load(File("g"), wide);

        load.Should().Throw<GanFileException>().Which.Message
            .Should().ContainAll("'blocks.0.conv.weight'", "[8, 6, 4, 4]", "[8, 4, 4, 4]", "'image.weight'");
        wide.Network.state_dict()["dense.weight"].bytes.ToArray().Should().Equal(before);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_not_saved()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 3);
        generator.Network.parameters().First().detach().fill_(float.NaN);

        Action save = () => GanGenerator.Save(generator, File("g"));

        save.Should().Throw<GanFileException>().WithMessage("*NaN or infinite*");
        System.IO.File.Exists(File("g")).Should().BeFalse();
    }

    [Fact]
    public void A_loaded_generator_can_be_trained_further()
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 3);
        GanGenerator.Save(generator, File("g"));
        using GanGenerator start = GanGenerator.Load(File("g"), ComputeDevice.Cpu);
        using GanTrainer trainer = TestData.Gan().WithGenerator(start).Build();

        trainer.Train(TestData.Pictures());

        using torch.Tensor before = generator.Sample(2, seed: 1);
        using torch.Tensor after = start.Sample(2, seed: 1);
        after.bytes.ToArray().Should().NotEqual(before.bytes.ToArray());
    }

    public void Dispose() => _folder.Dispose();

    private string File(string name) => _folder.File($"{name}.safetensors");
}
