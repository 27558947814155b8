using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class ConsistencyPenaltyTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_the_mean_squared_difference_of_the_logits_of_two_looks(bool joined)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = torch.tensor([1.0, -2]), fake = torch.tensor([0.5, 3]);

        // The second look at real pictures says twice as much, that at generated ones too: the differences are the pictures themselves.
        Value(Penalties.Consistency(4)).Should().BeApproximately(4 * 2.5, 1e-14);
        Value(Penalties.BalancedConsistency(4, 2)).Should().BeApproximately((4 * 2.5) + (2 * 4.625), 1e-14);

        double Value(IPenalty penalty)
        {
            double look = 1;
            using JudgedBatch batch = new(real, fake, images => images.mul(look)) { Joined = joined };
            _ = (batch.RealLogits, batch.FakeLogits);
            look = 2;
            return penalty.Compute(batch).item<double>();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Its_gradient_by_the_weights_is_that_of_finite_differences(bool balanced)
    {
        using var scope = torch.NewDisposeScope();
        using SmoothDiscriminator discriminator = new(spectralNorm: 1.5);
        discriminator.to(torch.ScalarType.Float64);
        torch.manual_seed(4).Dispose();
        torch.Tensor real = torch.randn([2, 3, 8, 8], torch.ScalarType.Float64), fake = torch.randn([2, 3, 8, 8], torch.ScalarType.Float64);
        IPenalty penalty = balanced ? Penalties.BalancedConsistency() : Penalties.Consistency();
        WeightSlopes.ShouldBeDifferences(discriminator, () =>
        {
            torch.manual_seed(5).Dispose();
            using JudgedBatch batch = new(
                real, fake, images => discriminator.Discriminate(images.add(Brightness(images.size(0)))));
            return penalty.Compute(batch);
        });

        static torch.Tensor Brightness(long count) => torch.rand([count, 1, 1, 1], torch.ScalarType.Float64);
    }

    [Theory]
    [InlineData(false, false, 3 + 1)]
    [InlineData(true, false, 3 + 2)]
    [InlineData(true, true, 2 + 1)]
    public void It_costs_a_pass_of_what_it_looks_at_again(bool balanced, bool joined, int passes)
    {
        int calls = 0;
        using OwnDiscriminator discriminator = new() { Shown = _ => calls++ };
        using GanTrainer trainer = TestData.Gan().WithDiscriminator(discriminator).WithAugmentation(new RandomBrightness())
            .WithPenalty(balanced ? Penalties.BalancedConsistency() : Penalties.Consistency())
            .WithJoinedBatches(joined).WithEpochs(1).Build();
        calls = 0;
        trainer.Train(TestData.Pictures());
        calls.Should().Be(2 * passes);
    }

    [Fact]
    public void The_second_look_is_another_draw()
    {
        SortedDictionary<string, string> without = Train(null), with = Train(Penalties.Consistency());
        with.Should().NotEqual(without);
        Train(Penalties.Consistency()).Should().Equal(with);

        static SortedDictionary<string, string> Train(IPenalty? penalty)
        {
            // Without dropout, which would be another reason for a difference.
            GanBuilder builder = TestData.Gan().WithDiscriminator(_ => new SmoothDiscriminator()).WithAugmentation(new RandomBrightness());
            using GanTrainer trainer = (penalty is null ? builder : builder.WithPenalty(penalty)).WithEpochs(1).WithBatchSize(10).Build();
            trainer.Train(TestData.Pictures());
            return trainer.Discriminator.Network.Bits();
        }
    }

    [Fact]
    public void Only_the_penalty_stays_alive()
    {
        using torch.Tensor logits = torch.rand(3);
        long before = LiveTensors.Count;
        foreach (bool joined in new[] { false, true })
        {
            using JudgedBatch batch = new(logits, logits, images => images.alias()) { Joined = joined };
            using torch.Tensor cr = Penalties.Consistency().Compute(batch), bcr = Penalties.BalancedConsistency().Compute(batch);
            batch.Dispose();
            (LiveTensors.Count - before).Should().Be(2);
        }
    }
}
