using TorchSharp;

namespace Gan.Core.Tests.Objectives;

/// <summary>R1, R2 and WGAN-GP.</summary>
public class GradientPenaltiesTests
{
    private static readonly double[] Real = [1, -2, 0.5, 3];
    private static readonly double[] Fake = [0, 1, -1, 2];

    public static TheoryData<string, double?> OfLayers => new()
    {
        { "r1", null }, { "r1", 1.5 }, { "r2", null }, { "r2", 1.5 }, { "gradient-penalty", null }, { "gradient-penalty", 1.5 },
    };

    [Fact]
    public void R1_and_r2_are_half_of_gamma_times_the_mean_squared_length_of_the_gradient()
    {
        using var scope = torch.NewDisposeScope();
        // D(x) = Σ x³ has the gradient 3x².
        Value(Penalties.R1(0.4), Cubes).Should().BeApproximately(0.2 * Real.Sum(x => 9 * Math.Pow(x, 4)) / 2, 1e-12);
        Value(Penalties.R2(0.4), Cubes).Should().BeApproximately(0.2 * Fake.Sum(x => 9 * Math.Pow(x, 4)) / 2, 1e-12);
        Value(Penalties.R1(0.4), Cubes, joined: true).Should().BeApproximately(0.2 * Real.Sum(x => 9 * Math.Pow(x, 4)) / 2, 1e-12);
    }

    [Fact]
    public void The_gradient_penalty_holds_the_length_of_the_gradient_to_one()
    {
        using var scope = torch.NewDisposeScope();
        Value(Penalties.GradientPenalty(), images => images.flatten(1).sum(1).mul(3.0))
            .Should().BeApproximately(10 * Math.Pow((3 * Math.Sqrt(2)) - 1, 2), 1e-9);
        Value(Penalties.GradientPenalty(4), images => images.flatten(1).sum(1).mul(Math.Sqrt(0.5))).Should().BeApproximately(0, 1e-9);
    }

    [Fact]
    public void Its_pictures_lie_each_at_a_place_of_its_own_between_a_real_and_a_generated_one()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(3).Dispose();
        torch.Tensor real = torch.full([5, 3, 2, 2], -1f), fake = torch.full([5, 3, 2, 2], 1f);
        float[] seen = [];
        using JudgedBatch batch = new(real, fake, images =>
        {
            seen = images.detach().data<float>().ToArray();
            return images.flatten(1).sum(1);
        });
        Penalties.GradientPenalty().Compute(batch).Dispose();

        float[][] pictures = [.. seen.Chunk(12)];
        pictures.Select(picture => picture[0]).Should().OnlyHaveUniqueItems().And.OnlyContain(place => place > -1 && place < 1);
        pictures.Should().OnlyContain(picture => picture.All(value => Math.Abs(value - picture[0]) < 1e-6f));
    }

    [Fact]
    public void A_critic_without_slope_has_a_penalty_and_no_infinite_gradient()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor weight = torch.zeros([], torch.ScalarType.Float64, requires_grad: true);
        using JudgedBatch batch = Batch(images => images.flatten(1).sum(1).mul(weight));
        torch.Tensor penalty = Penalties.GradientPenalty().Compute(batch);
        penalty.backward();
        penalty.item<double>().Should().BeApproximately(10, 1e-4);
        double.IsFinite(weight.grad!.item<double>()).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(OfLayers))]
    public void Its_gradient_by_the_weights_of_every_layer_is_that_of_finite_differences(string kind, double? spectralNorm)
    {
        using var scope = torch.NewDisposeScope();
        using SmoothDiscriminator discriminator = new(spectralNorm);
        discriminator.to(torch.ScalarType.Float64);
        torch.manual_seed(4).Dispose();
        torch.Tensor real = torch.randn([2, 3, 8, 8], torch.ScalarType.Float64).requires_grad_();
        torch.Tensor fake = torch.randn([2, 3, 8, 8], torch.ScalarType.Float64).requires_grad_();
        IPenalty penalty = kind switch
        {
            "r1" => Penalties.R1(20),
            "r2" => Penalties.R2(20),
            _ => Penalties.GradientPenalty(),
        };

        WeightSlopes.ShouldBeDifferences(discriminator, () =>
        {
            torch.manual_seed(5).Dispose();
            using JudgedBatch batch = new(real, fake, images => discriminator.Discriminate(images));
            return penalty.Compute(batch);
        });
    }

    [Fact]
    public void Only_the_penalty_stays_alive()
    {
        using torch.Tensor real = torch.rand(2, 3).requires_grad_(), fake = torch.rand(2, 3).requires_grad_();
        long before = LiveTensors.Count;
        foreach (IPenalty penalty in new[] { Penalties.R1(1), Penalties.R2(1), Penalties.GradientPenalty() })
        {
            using JudgedBatch batch = new(real, fake, Judge);
            using torch.Tensor value = penalty.Compute(batch);
            batch.Dispose();
            (LiveTensors.Count - before).Should().Be(1);
        }

        LiveTensors.Count.Should().Be(before);

        static torch.Tensor Judge(torch.Tensor images)
        {
            using var scope = torch.NewDisposeScope();
            return images.square().sum(1).MoveToOuterDisposeScope();
        }
    }

    [Fact]
    public void They_train_with_joined_batches_and_parts_and_leave_nothing()
    {
        IPenalty[] three = [Penalties.R1(3), Penalties.R2(3), Penalties.GradientPenalty(3)];
        SortedDictionary<string, string> plain = Train(builder => builder), held = Train(Cut, three);
        held.Should().NotEqual(plain);
        Train(Cut, Penalties.R1(0), Penalties.R2(0), Penalties.GradientPenalty(0)).Should().Equal(Train(Cut));

        long before = LiveTensors.Count;
        Train(Cut, three);
        LiveTensors.Count.Should().Be(before);

        static GanBuilder Cut(GanBuilder builder) => builder.WithJoinedBatches().WithGradientParts(2);
    }

    [Fact]
    public void A_lazy_penalty_counts_as_often_as_it_is_left_out()
    {
        SortedDictionary<string, string> eager = Train(OneStep, Penalties.R1(3), Penalties.R2(3));
        Train(OneStep, Penalties.R1(1, every: 3), Penalties.R2(1, every: 3)).Should().Equal(eager);
        Train(OneStep, Penalties.R1(1), Penalties.R2(1)).Should().NotEqual(eager);

        static GanBuilder OneStep(GanBuilder builder) => builder.WithBatchSize(10);
    }

    private static SortedDictionary<string, string> Train(Func<GanBuilder, GanBuilder> change, params IPenalty[] penalties)
    {
        GanBuilder builder = change(TestData.Gan().WithDiscriminator(_ => new SmoothDiscriminator()).WithEpochs(1));
        using GanTrainer trainer = penalties.Aggregate(builder, (with, penalty) => with.WithPenalty(penalty)).Build();
        trainer.Train(TestData.Pictures());
        return trainer.Discriminator.Network.Bits();
    }

    private static double Value(IPenalty penalty, Func<torch.Tensor, torch.Tensor> judge, bool joined = false)
    {
        using JudgedBatch batch = Batch(judge, joined);
        return penalty.Compute(batch).item<double>();
    }

    private static torch.Tensor Cubes(torch.Tensor images) => images.pow(3).flatten(1).sum(1);

    /// <summary>Two pictures of two pixels of each kind.</summary>
    private static JudgedBatch Batch(Func<torch.Tensor, torch.Tensor> judge, bool joined = false) => new(
        torch.tensor(Real, [2, 1, 1, 2]).requires_grad_(), torch.tensor(Fake, [2, 1, 1, 2]).requires_grad_(), judge)
    {
        Joined = joined,
    };
}
