using Microsoft.Extensions.Logging;
using TorchSharp;

namespace Gan.Core.Tests.Objectives;

/// <summary>What the builder says of parts that do not go together.</summary>
public sealed class ObjectiveRefusalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Penalised => ["r1", "r2", "gradient-penalty"];

    [Fact]
    public void A_gradient_penalty_beside_batch_normalisation_is_refused_and_r1_is_not()
    {
        Build(TestData.Gan().WithPenalty(Penalties.GradientPenalty())).Should().Throw<GanConfigurationException>()
            .WithMessage("*gradient-penalty(weight=10, every=1)*batch normalisation*Penalties.R1*");
        Build(TestData.Gan().WithPenalty(Penalties.R1(1))).Should().NotThrow();
        Build(Smooth().WithPenalty(Penalties.GradientPenalty())).Should().NotThrow();
    }

    [Fact]
    public void Consistency_without_an_augmentation_is_refused()
    {
        Build(TestData.Gan().WithPenalty(Penalties.Consistency())).Should().Throw<GanConfigurationException>()
            .WithMessage("*cr(weight=10)*there is none*WithAugmentation*");
        Build(TestData.Gan().WithPenalty(Penalties.BalancedConsistency())).Should().Throw<GanConfigurationException>()
            .WithMessage("*bcr(real=10, fake=10)*there is none*");
        Build(TestData.Gan().WithPenalty(Penalties.Consistency()).WithAugmentation(new RandomBrightness())).Should().NotThrow();
    }

    [Fact]
    public void A_penalty_that_cannot_be_differentiated_is_found_before_training() =>
        Build(Smooth().WithPenalty(new Broken())).Should().Throw<GanConfigurationException>()
            .WithMessage("*the penalty broken fails on 2 pictures*inplace*");

    [Theory]
    [MemberData(nameof(Penalised))]
    public void The_trial_of_a_penalty_leaves_weights_gradients_and_modes(string kind)
    {
        using SmoothDiscriminator discriminator = new(spectralNorm: 1);
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        using torch.Tensor images = torch.rand(2, 3, 8, 8);
        using (torch.NewDisposeScope())
        {
            discriminator.forward(images).sum().backward();
        }

        string[] gradients = [.. Gradients(discriminator)];
        SortedDictionary<string, string> before = discriminator.Network.Bits();
        long alive = LiveTensors.Count;
        GanTrial.Run(Parts.Of(generator, discriminator, new Objective { Penalties = [Of(kind)] })).Should().BeEmpty();

        LiveTensors.Count.Should().Be(alive);
        discriminator.Network.Bits().Should().Equal(before);
        Gradients(discriminator).Should().Equal(gradients);
        discriminator.training.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Penalised))]
    public void Second_gradients_can_be_had_in_bfloat16(string kind)
    {
        torch.Tensor Gradient(Precision precision)
        {
            using SmoothDiscriminator discriminator = new(spectralNorm: 1.5);
            torch.ScalarType type = PrecisionChoice.DataType(precision);
            torch.manual_seed(4).Dispose();
            using JudgedBatch batch = new(
                torch.randn([4, 3, 8, 8]).requires_grad_(), torch.randn([4, 3, 8, 8]).requires_grad_(),
                images => discriminator.Discriminate(images.to_type(type)).to_type(torch.ScalarType.Float32));
            Of(kind).Compute(batch).backward();
            return torch.cat([.. discriminator.parameters().Select(weight => weight.grad).OfType<torch.Tensor>().Select(grad => grad.flatten())]);
        }

        using var scope = torch.NewDisposeScope();
        torch.Tensor exact = Gradient(Precision.Float32), rough = Gradient(Precision.BFloat16);
        double error = rough.sub(exact).norm().item<float>() / exact.norm().item<float>();
        error.Should().BeInRange(1e-6, 0.05);
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.BFloat16)]
    public void Penalties_train_every_discriminator_in_every_precision(Precision precision)
    {
        LightDiscriminatorOptions light = new() { ImageShape = TestData.Shape, Channels = [8, 8] };
        GanBuilder[] builders =
        [
            TestData.Gan(),
            Smooth().WithPenalty(Penalties.GradientPenalty()),
            TestData.Gan().WithDiscriminator(light).WithPenalty(Penalties.GradientPenalty()).WithJoinedBatches(),
        ];
        foreach (GanBuilder builder in builders)
        {
            using GanTrainer trainer = builder.WithPrecision(precision).WithPenalty(Penalties.R1(1)).WithPenalty(Penalties.R2(1))
                .WithPenalty(() => Penalties.LeCam(startStep: 1)).WithPenalty(Penalties.BalancedConsistency()).WithDiffAugment()
                .WithLoss(AdversarialLosses.TopK(AdversarialLosses.RelativisticPairing)).Build();
            trainer.Train(TestData.Pictures()).Epochs.Should().Be(3);
        }
    }

    [Fact]
    public void A_wasserstein_critic_that_nothing_bounds_is_warned_of()
    {
        Warnings(Smooth().WithLoss(AdversarialLosses.Wasserstein))
            .Should().ContainSingle().Which.Should().Contain("wasserstein").And.Contain("GradientPenalty");
        Warnings(Smooth().WithLoss(AdversarialLosses.TopK(AdversarialLosses.Wasserstein))).Should().ContainSingle();
        Warnings(Smooth().WithLoss(AdversarialLosses.Wasserstein).WithPenalty(Penalties.GradientPenalty())).Should().BeEmpty();
        Warnings(Smooth().WithLoss(AdversarialLosses.Wasserstein).WithPenalty(Penalties.R1(1))).Should().BeEmpty();
        Warnings(Smooth(spectralNorm: 1).WithLoss(AdversarialLosses.Wasserstein)).Should().BeEmpty();
        Warnings(Smooth()).Should().BeEmpty();
    }

    [Fact]
    public void A_run_is_continued_only_with_the_same_loss_and_penalties()
    {
        Run(AdversarialLosses.TopK(AdversarialLosses.Hinge), Penalties.R1(0.1));

        FluentActions.Invoking(() => Run(AdversarialLosses.TopK(AdversarialLosses.Hinge, 0.4), Penalties.R1(0.1)))
            .Should().Throw<GanConfigurationException>().WithMessage("*loss was*share=0.5*share=0.4*");
        FluentActions.Invoking(() => Run(AdversarialLosses.TopK(AdversarialLosses.Hinge), Penalties.R1(0.1, every: 2)))
            .Should().Throw<GanConfigurationException>().WithMessage("*penalties was*r1(gamma=0.1, every=1)*every=2*");
        IPenalty falling = Penalties.R1(0.1, schedule: Schedule.Linear(1, 0));
        FluentActions.Invoking(() => Run(AdversarialLosses.TopK(AdversarialLosses.Hinge), falling))
            .Should().Throw<GanConfigurationException>().WithMessage("*penalties was*linear*");
        Run(AdversarialLosses.TopK(AdversarialLosses.Hinge), Penalties.R1(0.1));

        void Run(IAdversarialLoss loss, IPenalty penalty)
        {
            using GanTrainer trainer = TestData.Gan().WithLoss(loss).WithPenalty(penalty).SaveTo(_folder.File("run")).Build();
            trainer.Train(TestData.Pictures());
        }
    }

    public void Dispose() => _folder.Dispose();

    private static GanBuilder Smooth(double? spectralNorm = null) =>
        TestData.Gan().WithDiscriminator(_ => new SmoothDiscriminator(spectralNorm));

    private static IPenalty Of(string kind) => kind switch
    {
        "r1" => Penalties.R1(20),
        "r2" => Penalties.R2(20),
        _ => Penalties.GradientPenalty(),
    };

    private static Action Build(GanBuilder builder) => () => builder.Build().Dispose();

    private static IEnumerable<string> Gradients(torch.nn.Module network) => network.parameters().Select(weight =>
    {
        using torch.Tensor gradient = weight.grad!.clone();
        return Convert.ToHexString(gradient.Bytes());
    });

    private static List<string> Warnings(GanBuilder builder)
    {
        WarningLogger logger = new();
        builder.WithLogger(logger).Build().Dispose();
        return logger.Warnings;
    }

    /// <summary>It can be computed, and its gradient cannot.</summary>
    private sealed class Broken : IPenalty
    {
        public string Name => "broken";

        public torch.Tensor Compute(JudgedBatch batch)
        {
            using var scope = torch.NewDisposeScope();
            // The gradient of the exponential is its value, which is gone.
            torch.Tensor value = batch.RealLogits.exp();
            value.add_(1f);
            return value.mean().MoveToOuterDisposeScope();
        }
    }

    private sealed class WarningLogger : ILogger
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
