using Gan.Core.Layers;
using TorchSharp;

namespace Gan.Core.Tests.Models.Architectures;

/// <summary>What every architecture with classes promises, with classes and without.</summary>
public sealed class ConditionalArchitecturesTests : IDisposable
{
    private static readonly ImageShape Small = new(3, 16, 8);
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. SmallArchitectures.Names];

    public static TheoryData<string> Conditional => [.. SmallArchitectures.Conditional];

    [Theory]
    [MemberData(nameof(Names))]
    public void Pictures_of_any_size_and_number_of_colours_are_made_and_judged(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (ImageShape shape in new ImageShape[] { new(3, 32, 32), new(1, 64, 64), new(4, 128, 128), new(3, 32, 48), new(4, 16, 8) })
        {
            (IGenerator generator, IDiscriminator discriminator) = Pair(name, shape);
            using (generator)
            using (discriminator)
            {
                torch.Tensor images = generator.Generate(generator.Latent.Sample(2, seed: 1));
                torch.Tensor logits = discriminator.Discriminate(images);

                images.shape.Should().Equal(2, shape.Channels, shape.Height, shape.Width);
                (images.stride(1) == 1 || shape.Channels == 1).Should().BeTrue("activations stay channels-last");
                images.abs().max().item<float>().Should().BeInRange(1e-3f, 1);
                logits.shape.Should().Equal(2);
                logits.isfinite().all().item<bool>().Should().BeTrue();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_seed_alone_decides_the_weights(string name)
    {
        torch.manual_seed(1).Dispose();
        SortedDictionary<string, string>[] first = Weights(seed: 7);
        torch.manual_seed(2).Dispose();
        SortedDictionary<string, string>[] again = Weights(seed: 7), other = Weights(seed: 8);
        for (int i = 0; i < 2; i++)
        {
            again[i].Should().Equal(first[i]);
            other[i].Should().NotEqual(first[i]);
        }

        SortedDictionary<string, string>[] Weights(long seed)
        {
            (IGenerator generator, IDiscriminator discriminator) = Pair(name, Small, seed: seed);
            using (generator)
            using (discriminator)
            {
                return [generator.Network.Bits(), discriminator.Network.Bits()];
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_bfloat16_they_compute_in_bfloat16_and_their_weights_stay_float32(string name)
    {
        using var scope = torch.NewDisposeScope();
        int classes = Classes(name);
        (IGenerator generator, IDiscriminator discriminator) = Pair(name, Small, classes);
        using (generator)
        using (discriminator)
        {
            torch.Tensor labels = torch.tensor([0L, 1L, 2L, 1L]);
            torch.Tensor images = generator.Generate(generator.Latent.Sample(4, seed: 1).to_type(torch.ScalarType.BFloat16), labels);
            torch.Tensor logits = discriminator.Discriminate(images, labels);
            logits.to_type(torch.ScalarType.Float32).sum().backward();

            images.dtype.Should().Be(torch.ScalarType.BFloat16);
            logits.dtype.Should().Be(torch.ScalarType.BFloat16);
            foreach (TorchSharp.Modules.Parameter weight in generator.Network.parameters().Concat(discriminator.Network.parameters()))
            {
                weight.grad!.dtype.Should().Be(torch.ScalarType.Float32);
            }

            torch.Tensor exact = discriminator.Discriminate(images.to_type(torch.ScalarType.Float32), labels);
            logits.to_type(torch.ScalarType.Float32).sub(exact).abs().max().item<float>()
                .Should().BeLessThan(0.05f * Math.Max(1, exact.abs().max().item<float>()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_reaches_every_weight_that_has_moved(string name)
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3).Dispose();
        int classes = Classes(name);
        (IGenerator generator, IDiscriminator discriminator) = Pair(name, Small, classes);
        using (generator)
        using (discriminator)
        {
            Move(generator.Network);
            Move(discriminator.Network);
            torch.Tensor labels = torch.arange(6, torch.ScalarType.Int64).remainder(3);
            discriminator.Discriminate(generator.Generate(generator.Latent.Sample(6, seed: 1), labels), labels).square().sum().backward();
            foreach (torch.nn.Module network in new[] { generator.Network, discriminator.Network })
            {
                foreach ((string weight, TorchSharp.Modules.Parameter value) in network.named_parameters())
                {
                    value.grad.Should().NotBeNull(weight);
                    value.grad!.abs().max().item<float>().Should().BePositive(weight);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_penalty_goes_through_the_discriminator(string name)
    {
        using var scope = torch.NewDisposeScope();
        using IDiscriminator discriminator = SmallArchitectures.Discriminator(name, Small).Create(seed: 1);
        Move(discriminator.Network);
        torch.Tensor images = torch.randn(3, 3, 16, 8).requires_grad_();
        ImageGradients.Of(discriminator.Discriminate(images), images).square().sum().backward();
        foreach ((string weight, TorchSharp.Modules.Parameter value) in
            discriminator.Network.named_parameters().Where(named => named.parameter.dim() >= 2))
        {
            value.grad!.abs().max().item<float>().Should().BePositive(weight);
        }
    }

    [Theory]
    [MemberData(nameof(Conditional))]
    public void Classes_change_what_is_made_and_what_is_said_of_it(string name)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        (IGenerator generator, IDiscriminator discriminator) = Pair(name, Small, classes: 3);
        using (generator)
        using (discriminator)
        {
            Move(generator.Network);
            generator.Network.eval();
            (generator.ClassCount, discriminator.ClassCount).Should().Be((3, 3));
            torch.Tensor latent = generator.Latent.Sample(2, seed: 1), zero = torch.tensor([0L, 0L]), two = torch.tensor([0L, 2L]);
            torch.Tensor images = generator.Generate(latent, zero), others = generator.Generate(latent, two);
            others[0].sub(images[0]).abs().max().item<float>().Should().BeLessThan(1e-5f);
            others[1].sub(images[1]).abs().max().item<float>().Should().BeGreaterThan(1e-4f);

            torch.Tensor logits = discriminator.Discriminate(images, zero), said = discriminator.Discriminate(images, two);
            said[0].sub(logits[0]).abs().item<float>().Should().BeLessThan(1e-5f);
            said[1].sub(logits[1]).abs().item<float>().Should().BeGreaterThan(1e-5f);

            foreach (Func<torch.Tensor> unasked in new[] { () => generator.Generate(latent), () => discriminator.Discriminate(images) })
            {
                unasked.Should().Throw<ArgumentNullException>().WithMessage("*one of its 3 classes*");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_the_generator_loads_without_code(string name)
    {
        string path = _folder.File("generator.safetensors");
        using IGenerator generator = SmallArchitectures.Generator(name, Small, Classes(name)).Create(seed: 1);
        Move(generator.Network);
        GanGenerator.Save(generator, path);
        using GanGenerator loaded = GanGenerator.Load(path, ComputeDevice.Cpu);
        generator.Network.eval();
        using torch.Tensor images = generator.Sample(3, seed: 1), same = loaded.Sample(3, seed: 1);

        loaded.Options.Should().Be(generator.Options);
        loaded.Network.Bits().Should().Equal(generator.Network.Bits());
        same.Bytes().Should().Equal(images.Bytes());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_train_as_a_pair_and_leave_no_tensor_behind(string name)
    {
        ImageShape shape = new(3, 16, 16);
        int classes = Classes(name);
        using GanTrainer trainer = TestData.Gan()
            .WithGenerator(SmallArchitectures.Generator(name, shape, classes))
            .WithDiscriminator(SmallArchitectures.Discriminator(name, shape, classes))
            .WithEpochs(1)
            .Build();
        trainer.Train(TestData.Pictures(classes: Math.Max(1, classes), shape: shape)).History.Should().OnlyContain(
            entry => double.IsFinite(entry.GeneratorLoss) && double.IsFinite(entry.DiscriminatorLoss));

        using torch.Tensor latent = trainer.Generator.Latent.Sample(2, seed: 1), labels = torch.tensor([0L, 1L]);
        Judge();
        long before = LiveTensors.Count;
        Judge();
        (LiveTensors.Count - before).Should().Be(0);

        void Judge()
        {
            using torch.Tensor images = trainer.Generator.Generate(latent, labels);
            trainer.Discriminator.Discriminate(images, labels).Dispose();
        }
    }

    public void Dispose() => _folder.Dispose();

    private static int Classes(string name) => SmallArchitectures.Conditional.Contains(name) ? 3 : 0;

    private static (IGenerator Generator, IDiscriminator Discriminator) Pair(
        string name, ImageShape shape, int classes = 0, long seed = 1) => (
        SmallArchitectures.Generator(name, shape, classes).Create(seed),
        SmallArchitectures.Discriminator(name, shape, classes).Create(seed + 1));

    /// <summary>Adds noise to every weight: some begin as zero, behind which nothing learns at first.</summary>
    private static void Move(torch.nn.Module network)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (TorchSharp.Modules.Parameter weight in network.parameters())
        {
            weight.add_(torch.randn_like(weight).mul(0.2f));
        }

        SpectralNorm.Iterate(network);
    }
}
