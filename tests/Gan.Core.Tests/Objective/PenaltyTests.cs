using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class PenaltyTests
{
    [Fact]
    public void The_gradient_of_logits_is_the_slope()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = torch.tensor([1.0, -2, 0.5, 3], [2, 2]).requires_grad_();
        torch.Tensor logits = images.pow(3).sum(1);

        using torch.Tensor gradients = ImageGradients.Of(logits, images);

        gradients.data<double>().ToArray().Should().Equal(3, 12, 0.75, 27);
        gradients.requires_grad.Should().BeTrue("a penalty differentiates it again");
    }

    [Fact]
    public void The_penalty_s_gradient_with_respect_to_weights_is_that_of_finite_differences()
    {
        using var scope = torch.NewDisposeScope();
        using IDiscriminator discriminator = (TestData.Discriminator with { Dropout = 0 }).Create(seed: 3);
        discriminator.Network.to(torch.ScalarType.Float64);
        using torch.Tensor images = torch.rand([3, 3, 8, 8], torch.ScalarType.Float64).requires_grad_();
        Penalty().backward();
        foreach ((string name, TorchSharp.Modules.Parameter weight) in discriminator.Network.named_parameters().Where(w => w.name.EndsWith("weight", StringComparison.Ordinal)))
        {
            using torch.Tensor live = weight.detach();
            torch.TensorIndex[] at = [.. weight.shape.Select(side => torch.TensorIndex.Single(side / 2))];
            double slope = weight.grad?[at].item<double>() ?? 0;
            double value = live[at].item<double>();
            const double Step = 1e-5;
            double above = At(value + Step), below = At(value - Step);
            At(value);
            slope.Should().BeApproximately((above - below) / (2 * Step), 1e-5, name);

            double At(double changed)
            {
                using (torch.no_grad())
                {
                    live[at] = torch.tensor(changed);
                }

                return Penalty().item<double>();
            }
        }

        torch.Tensor Penalty()
        {
            using JudgedBatch batch = new(images, images, pictures => discriminator.Discriminate(pictures));
            return new GradientPenalty(Gamma: 2).Compute(batch);
        }
    }

    [Fact]
    public void Gradients_that_cannot_be_had_are_refused_and_do_not_end_the_process()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = torch.rand(2, 3), other = torch.rand(2, 3).requires_grad_(), shown = torch.rand(2, 3).requires_grad_();
        torch.Tensor logits = other.sum(1);

        FluentActions.Invoking(() => ImageGradients.Of(logits, images)).Should().Throw<InvalidOperationException>().WithMessage("*NeedsImageGradients*");
        FluentActions.Invoking(() => ImageGradients.Of(logits, shown)).Should().Throw<InvalidOperationException>().WithMessage("*not computed from*");
        FluentActions.Invoking(() => ImageGradients.Of(images.sum(1), shown)).Should().Throw<InvalidOperationException>().WithMessage("*not computed from*");
        using var noGradient = torch.no_grad();
        FluentActions.Invoking(() => ImageGradients.Of(logits, other)).Should().Throw<InvalidOperationException>().WithMessage("*no_grad*");
    }

    [Fact]
    public void A_lazy_penalty_is_computed_at_every_nth_step_and_counts_n_times()
    {
        List<long> computed = [];
        CountingPenalty penalty = new(Interval: 3, computed);
        using GanTrainer trainer = TestData.Gan().WithPenalty(penalty).Build();
        computed.Clear();

        trainer.Train(TestData.Pictures());

        computed.Should().Equal(0, 12);
        using GanTrainer eager = TestData.Gan().WithPenalty(new GradientPenalty(3)).WithEpochs(1).WithBatchSize(10).Build();
        using GanTrainer lazy = TestData.Gan().WithPenalty(new GradientPenalty(1, Interval: 3)).WithEpochs(1).WithBatchSize(10).Build();
        eager.Train(TestData.Pictures());
        lazy.Train(TestData.Pictures());
        lazy.Discriminator.Network.Bits().Should().Equal(eager.Discriminator.Network.Bits());
    }

    [Fact]
    public void A_penalty_changes_the_discriminator_and_not_the_losses_that_history_holds()
    {
        using GanTrainer with = TestData.Gan().WithPenalty(new GradientPenalty(10)).WithEpochs(1).WithBatchSize(10).Build();
        using GanTrainer without = TestData.Gan().WithEpochs(1).WithBatchSize(10).Build();
        with.Train(TestData.Pictures());
        without.Train(TestData.Pictures());

        with.Discriminator.Network.Bits().Should().NotEqual(without.Discriminator.Network.Bits());
        with.History[0].DiscriminatorLoss.Should().BeApproximately(without.History[0].DiscriminatorLoss, 1e-6);
    }

    [Fact]
    public void A_name_is_the_same_in_every_culture()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            new GradientPenalty(0.5, 16).Name.Should().Be("r1(gamma=0.5, every=16)");
            PartName.Of("hinge").Should().Be("hinge");
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private sealed record CountingPenalty(int Interval, List<long> Computed) : IPenalty
    {
        public string Name => "counting";

        public torch.Tensor Compute(JudgedBatch batch)
        {
            Computed.Add(batch.Position.Images);
            return torch.zeros([]);
        }
    }
}
