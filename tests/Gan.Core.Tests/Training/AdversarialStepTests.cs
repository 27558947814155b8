using TorchSharp;
using TorchSharp.Modules;

namespace Gan.Core.Tests.Training;

/// <summary>The step of the library against the step that one writes by hand: other code for every part, the same numbers.</summary>
public class AdversarialStepTests
{
    private const int Batch = 6;

    // The gradient of a bias before batch normalisation is rounding error alone; this epsilon keeps Adam from making steps of it.
    private static readonly AdamOptions Adam = new(0.01, 0.5) { Epsilon = 1e-6 };
    private static readonly ConvDiscriminatorOptions DiscriminatorOptions = TestData.Discriminator with { Dropout = 0 };

    [Fact]
    public void Steps_with_transposed_convolutions_equal_hand_written_ones() => Compare(
        TestData.Transposed, (weights, latent) => ReferenceNetworks.Transposed(weights, latent, TestData.Transposed));

    [Fact]
    public void Steps_with_up_sampling_equal_hand_written_ones() => Compare(
        TestData.Upsampling, (weights, latent) => ReferenceNetworks.Upsampling(weights, latent, TestData.Upsampling));

    [Fact]
    public void The_generator_s_part_leaves_the_discriminator_s_weights_and_gradients_alone()
    {
        using var scope = torch.NewDisposeScope();
        using Nets nets = new(TestData.Transposed);
        string? before = null;
        List<bool> requiresGradient = [];
        HookedLoss loss = new(isTried: false)
        {
            OnGenerator = (_, value, _) =>
            {
                before = string.Concat(Weights(nets.Discriminator));
                requiresGradient.AddRange(nets.Discriminator.Network.parameters().Select(weight => weight.requires_grad));
                return value;
            },
        };
        AdversarialStep step = nets.Step(loss);
        step.Take(new StepInput(Real(0), Labels: null, Latent(0)), default).Dispose();

        string.Concat(Weights(nets.Discriminator)).Should().Be(before);
        requiresGradient.Should().NotBeEmpty().And.OnlyContain(required => !required);
        nets.Discriminator.Network.parameters().All(weight => weight.requires_grad && weight.grad is null).Should().BeTrue();
        nets.Generator.Network.parameters().All(weight => weight.grad is null).Should().BeTrue();
    }

    [Fact]
    public void A_caller_that_has_switched_gradients_off_can_train_all_the_same()
    {
        using var scope = torch.NewDisposeScope();
        using Nets nets = new(TestData.Transposed), others = new(TestData.Transposed);
        nets.Step(new BinaryCrossEntropyLoss()).Take(new StepInput(Real(0), Labels: null, Latent(0)), default).Dispose();
        using (torch.no_grad())
        {
            others.Step(new BinaryCrossEntropyLoss()).Take(new StepInput(Real(0), Labels: null, Latent(0)), default).Dispose();
            torch.is_grad_enabled().Should().BeFalse();
        }

        others.Generator.Network.Bits().Should().Equal(nets.Generator.Network.Bits());
        others.Discriminator.Network.Bits().Should().Equal(nets.Discriminator.Network.Bits());
    }

    [Fact]
    public void Weights_take_gradients_again_after_a_failure()
    {
        using var scope = torch.NewDisposeScope();
        using Nets nets = new(TestData.Transposed);
        AdversarialStep step = nets.Step(new HookedLoss(isTried: false) { OnGenerator = (_, _, _) => throw new NotSupportedException("no") });
        Action take = () => step.Take(new StepInput(Real(0), Labels: null, Latent(0)), default);

        take.Should().Throw<NotSupportedException>();
        nets.Discriminator.Network.parameters().Should().OnlyContain(weight => weight.requires_grad);
    }

    [Fact]
    public void Batch_normalisation_counts_every_pass_of_both_parts()
    {
        using var scope = torch.NewDisposeScope();
        using Nets nets = new(TestData.Transposed);
        AdversarialStep step = nets.Step(AdversarialLosses.BinaryCrossEntropy);
        step.Take(new StepInput(Real(0), Labels: null, Latent(0)), default).Dispose();
        step.Take(new StepInput(Real(1), Labels: null, Latent(1)), default).Dispose();

        // Real, generated, and generated again for the generator: three batches a step.
        Counts(nets.Discriminator.Network).Should().OnlyContain(count => count == 6);
        Counts(nets.Generator.Network).Should().OnlyContain(count => count == 2);
    }

    [Fact]
    public void Real_and_generated_pictures_have_batch_statistics_of_their_own()
    {
        using var scope = torch.NewDisposeScope();
        List<long> batches = [];
        using OwnDiscriminator discriminator = new()
        {
            Change = logits =>
            {
                batches.Add(logits.shape[0]);
                return logits;
            },
        };
        using OwnGenerator generator = new();
        using TrainingRun run = Parts.Run(generator, discriminator, Adam);
        AdversarialStep step = new(run, new Objective { Loss = AdversarialLosses.Hinge }, new GanOptions(), torch.ScalarType.Float32);
        step.Take(new StepInput(Real(0).to(torch.float32), Labels: null, Latent(0).to(torch.float32)), default).Dispose();

        batches.Should().Equal(Batch, Batch, Batch);
        generator.Calls.Should().ContainSingle();
    }

    [Fact]
    public void A_step_leaves_its_result_alone()
    {
        using Nets nets = new(TestData.Transposed);
        using torch.Tensor real = Real(0);
        using torch.Tensor latent = Latent(0);
        AdversarialStep step = nets.Step(AdversarialLosses.BinaryCrossEntropy);
        step.Take(new StepInput(real, Labels: null, latent), default).Dispose();
        long before = LiveTensors.Count;
        using torch.Tensor seen = step.Take(new StepInput(real, Labels: null, latent), default);

        (LiveTensors.Count - before).Should().Be(1);
        seen.requires_grad.Should().BeFalse();
        seen.dtype.Should().Be(torch.ScalarType.Float32);
    }

    private static void Compare(
        GeneratorOptions options, Func<Dictionary<string, torch.Tensor>, torch.Tensor, torch.Tensor> generate)
    {
        using var scope = torch.NewDisposeScope();
        using Nets nets = new(options);
        ReferenceNetworks.Disturb(nets.Generator.Network);
        ReferenceNetworks.Disturb(nets.Discriminator.Network);
        AdversarialStep step = nets.Step(AdversarialLosses.BinaryCrossEntropy);

        Dictionary<string, torch.Tensor> generator = ReferenceNetworks.Copy(nets.Generator.Network);
        Dictionary<string, torch.Tensor> discriminator = ReferenceNetworks.Copy(nets.Discriminator.Network);
        using var generatorAdam = Optimizer(generator);
        using var discriminatorAdam = Optimizer(discriminator);
        torch.Tensor ones = torch.ones(Batch, torch.ScalarType.Float64), zeros = torch.zeros(Batch, torch.ScalarType.Float64);

        for (int k = 0; k < 6; k++)
        {
            float[] seen = step.Take(new StepInput(Real(k), Labels: null, Latent(k)), default).data<float>().ToArray();

            torch.Tensor fake = generate(generator, Latent(k));
            discriminatorAdam.zero_grad();
            torch.Tensor realLogits = ReferenceNetworks.Discriminator(discriminator, Real(k), DiscriminatorOptions);
            torch.Tensor fakeLogits = ReferenceNetworks.Discriminator(discriminator, fake.detach(), DiscriminatorOptions);
            torch.Tensor discriminatorLoss = CrossEntropy(realLogits, ones).add(CrossEntropy(fakeLogits, zeros)).mul(0.5);
            discriminatorLoss.backward();
            discriminatorAdam.step();
            generatorAdam.zero_grad();
            torch.Tensor generatorLoss = CrossEntropy(ReferenceNetworks.Discriminator(discriminator, fake, DiscriminatorOptions), ones);
            generatorLoss.backward();
            generatorAdam.step();

            float[] expected = [
                .. new[] { discriminatorLoss, generatorLoss, realLogits.sigmoid().mean(), fakeLogits.sigmoid().mean() }
                    .Select(value => (float)value.item<double>())];
            for (int i = 0; i < 4; i++)
            {
                seen[i].Should().BeApproximately(expected[i], 1e-6f);
            }

            ShouldEqual(nets.Generator.Network, generator);
            ShouldEqual(nets.Discriminator.Network, discriminator);
        }
    }

    private static torch.Tensor CrossEntropy(torch.Tensor logits, torch.Tensor target) =>
        torch.nn.functional.binary_cross_entropy_with_logits(logits, target);

    private static Adam Optimizer(Dictionary<string, torch.Tensor> weights) =>
        torch.optim.Adam(weights.Values.OfType<Parameter>(), Adam.LearningRate, Adam.Beta1, Adam.Beta2, Adam.Epsilon);

    private static void ShouldEqual(torch.nn.Module network, Dictionary<string, torch.Tensor> expected)
    {
        foreach ((string name, torch.Tensor value) in network.state_dict().Where(entry => entry.Value.is_floating_point()))
        {
            double scale = expected[name].detach().abs().max().item<double>();
            value.detach().sub(expected[name].detach()).abs().max().item<double>().Should().BeLessThan(1e-10 * scale, name);
        }
    }

    private static torch.Tensor Real(int step)
    {
        torch.manual_seed(1000 + step).Dispose();
        return torch.rand([Batch, 3, 8, 8], torch.ScalarType.Float64).mul_(2).sub_(1);
    }

    private static torch.Tensor Latent(int step)
    {
        torch.manual_seed(2000 + step).Dispose();
        return torch.rand([Batch, TestData.Latent.Size], torch.ScalarType.Float64).mul_(2).sub_(1);
    }

    private static IEnumerable<string> Weights(IDiscriminator discriminator) =>
        discriminator.Network.parameters().Select(weight => Convert.ToHexString(weight.Bytes()));

    private static IEnumerable<long> Counts(torch.nn.Module network) => network.state_dict()
        .Where(entry => entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(entry => entry.Value.item<long>());

    /// <summary>The library's networks in float64, and what trains them.</summary>
    private sealed class Nets : IDisposable
    {
        private readonly TrainingRun _run;

        public Nets(GeneratorOptions options)
        {
            Generator = options.Create(seed: 1);
            Discriminator = DiscriminatorOptions.Create(seed: 2);
            Generator.Network.to(torch.ScalarType.Float64);
            Discriminator.Network.to(torch.ScalarType.Float64);
            _run = Parts.Run(Generator, Discriminator, Adam);
        }

        public IGenerator Generator { get; }

        public IDiscriminator Discriminator { get; }

        public AdversarialStep Step(IAdversarialLoss loss) =>
            new(_run, new Objective { Loss = loss }, new GanOptions(), torch.ScalarType.Float64);

        public void Dispose()
        {
            _run.Dispose();
            Generator.Dispose();
            Discriminator.Dispose();
        }
    }
}
