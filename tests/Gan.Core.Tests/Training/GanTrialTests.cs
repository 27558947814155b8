using TorchSharp;

namespace Gan.Core.Tests.Training;

public class GanTrialTests
{
    [Fact]
    public void Networks_that_fit_have_no_problem() => Problems(new(), new()).Should().BeEmpty();

    [Fact]
    public void Conditional_networks_are_tried_with_labels()
    {
        using OwnGenerator generator = new(classCount: 3);
        using OwnDiscriminator discriminator = new(classCount: 3);
        GanTrial.Run(Parts.Of(generator, discriminator)).Should().BeEmpty();
        generator.Calls.Should().ContainSingle().Which.Labels.Should().Equal(0, 0);
        discriminator.Labels.Should().OnlyContain(labels => labels != null && labels.SequenceEqual(new[] { 0L, 0L }));
    }

    [Fact]
    public void Pictures_of_another_shape_are_described() =>
        Problems(new() { Change = images => images.flatten(1) }, new()).Should().Equal(
            "the generator returns Float32 [2, 192] for 2 latent vectors and should return float [2, 3, 8, 8].");

    [Fact]
    public void Pictures_that_are_not_floating_point_are_described() =>
        Problems(new() { Change = images => images.to(torch.ScalarType.Int64) }, new()).Should().Equal(
            "the generator returns Int64 [2, 3, 8, 8] for 2 latent vectors and should return float [2, 3, 8, 8].");

    [Fact]
    public void Logits_of_another_rank_are_described() =>
        Problems(new(), new() { Change = logits => logits.unsqueeze(1) }).Should().Equal(
            "the discriminator returns Float32 [2, 1] for 2 pictures and should return float [2]: one logit each.");

    [Fact]
    public void A_verdict_in_place_of_logits_is_described() =>
        Problems(new(), new() { Change = logits => logits.gt(0) }).Should().Equal(
            "the discriminator returns Bool [2] for 2 pictures and should return float [2]: one logit each.");

    [Fact]
    public void One_logit_for_the_whole_batch_is_described() =>
        Problems(new(), new() { Change = logits => logits.mean() }).Should().Equal(
            "the discriminator returns Float32 [] for 2 pictures and should return float [2]: one logit each.");

    [Fact]
    public void Networks_without_a_weight_to_train_are_told()
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        foreach (TorchSharp.Modules.Parameter weight in generator.parameters().Concat(discriminator.parameters()))
        {
            weight.requires_grad = false;
        }

        GanTrial.Run(Parts.Of(generator, discriminator)).Should().HaveCount(2)
            .And.OnlyContain(problem => problem.Contains("has no weight that is trained: set requires_grad"));
    }

    [Fact]
    public void A_generator_that_throws_is_quoted() =>
        Problems(new() { Change = _ => throw new InvalidOperationException("no stairs\nsecond line") }, new()).Should().Equal(
            "the generator fails on a latent batch [2, 6]: no stairs");

    [Fact]
    public void A_generator_whose_layers_do_not_fit_is_quoted() =>
        Problems(new() { Change = images => images.add(torch.zeros(5)) }, new()).Should().ContainSingle()
            .Which.Should().StartWith("the generator fails on a latent batch [2, 6]: ").And.Contain("size of tensor");

    [Fact]
    public void A_discriminator_that_throws_is_quoted() =>
        Problems(new(), new() { Change = _ => throw new ArgumentException("no door") }).Should().Equal(
            "the discriminator fails on pictures [2, 3, 8, 8]: no door");

    [Fact]
    public void A_loss_of_another_shape_is_described() => Problems(new Objective { Loss = new OneNumberLoss() }).Should().Equal(
        "the loss one-number of the discriminator is Float32 [1] and should be one number, float []: take the mean.",
        "the loss one-number of the generator is Float32 [2] and should be one number, float []: take the mean.");

    [Fact]
    public void A_penalty_and_an_augmentation_that_fail_are_quoted()
    {
        Problems(new Objective { Penalties = [new GradientPenalty(1, Interval: 0)] }).Should().ContainSingle().Which.Should().Contain("every 0 steps");
        Problems(new Objective { Augmentations = [new Flattening()] }).Should().Equal(
            "the augmentation flattening returns Float32 [2, 192] and should return float [2, 3, 8, 8].");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_trial_changes_nothing(bool training)
    {
        using IGenerator generator = TestData.Transposed.Create(seed: 1);
        using IDiscriminator discriminator = TestData.Discriminator.Create(seed: 1);
        generator.Network.train(training);
        discriminator.Network.train(training);
        (SortedDictionary<string, string>, SortedDictionary<string, string>) before = (generator.Network.Bits(), discriminator.Network.Bits());
        torch.manual_seed(1).Dispose();
        using torch.Tensor expected = torch.rand(4);
        torch.manual_seed(1).Dispose();

        GanTrial.Run(Parts.Of(generator, discriminator)).Should().BeEmpty();

        using torch.Tensor drawn = torch.rand(4);
        drawn.Bytes().Should().Equal(expected.Bytes());
        generator.Network.Bits().Should().Equal(before.Item1);
        discriminator.Network.Bits().Should().Equal(before.Item2);
        (generator.Network.training, discriminator.Network.training).Should().Be((training, training));
        torch.is_grad_enabled().Should().BeTrue();
    }

    [Fact]
    public void The_trial_leaves_no_tensor()
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        long before = LiveTensors.Count;
        GanTrial.Run(Parts.Of(generator, discriminator)).Should().BeEmpty();
        LiveTensors.Count.Should().Be(before);
    }

    private static IEnumerable<string> Problems(OwnGenerator generator, OwnDiscriminator discriminator)
    {
        using (generator)
        using (discriminator)
        {
            return GanTrial.Run(Parts.Of(generator, discriminator));
        }
    }

    private static IEnumerable<string> Problems(Objective objective)
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        return GanTrial.Run(Parts.Of(generator, discriminator, objective));
    }

    private sealed class OneNumberLoss : IAdversarialLoss
    {
        public string Name => "one-number";

        public torch.Tensor Discriminator(JudgedBatch batch) => batch.RealLogits.mean().view(1);

        public torch.Tensor Generator(JudgedBatch batch) => batch.FakeLogits.neg();
    }

    private sealed class Flattening : IAugmentation
    {
        public string Name => "flattening";

        public torch.Tensor Apply(torch.Tensor images, StepPosition position) => images.flatten(1);
    }
}
