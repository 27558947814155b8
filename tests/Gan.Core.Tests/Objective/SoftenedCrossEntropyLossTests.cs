using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class SoftenedCrossEntropyLossTests
{
    private static readonly double[] Real = [2.5, -0.75, 0.3, -4];
    private static readonly double[] Fake = [-1.25, 0.5, 3, -0.1];

    [Fact]
    public void Without_softening_it_is_binary_cross_entropy() =>
        AdversarialLosses.CrossEntropy().Should().BeSameAs(AdversarialLosses.BinaryCrossEntropy);

    [Fact]
    public void Smoothing_lowers_the_target_of_real_pictures_alone()
    {
        using var scope = torch.NewDisposeScope();
        IAdversarialLoss loss = AdversarialLosses.CrossEntropy(labelSmoothing: 0.2);
        double real = Real.Average(x => (0.8 * -Math.Log(Sigmoid(x))) + (0.2 * -Math.Log(1 - Sigmoid(x))));
        double fake = Fake.Average(x => -Math.Log(1 - Sigmoid(x)));

        loss.Discriminator(torch.tensor(Real), torch.tensor(Fake)).item<double>().Should().BeApproximately((real + fake) / 2, 1e-14);
        loss.Generator(torch.tensor(Fake)).item<double>().Should().BeApproximately(Fake.Average(x => -Math.Log(Sigmoid(x))), 1e-14);
        loss.Name.Should().Be("binary-cross-entropy(smoothing=0.2, flips=0)");
    }

    [Fact]
    public void Labels_change_sides_as_often_as_asked_for()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(7).Dispose();
        const int Count = 100_000;
        torch.Tensor real = torch.zeros(Count, requires_grad: true), fake = torch.zeros(Count, requires_grad: true);
        AdversarialLosses.CrossEntropy(labelSmoothing: 0.2, labelFlips: 0.1).Discriminator(real, fake).backward();

        // At logit 0 the slope is (1/2 − target) / 2N: it tells the target.
        torch.Tensor realTargets = real.grad!.mul(-2f * Count).add(0.5f), fakeTargets = fake.grad!.mul(-2f * Count).add(0.5f);
        Share(realTargets, 0.8f).Should().BeApproximately(0.9, 0.004);
        Share(realTargets, 0).Should().BeApproximately(0.1, 0.004);
        Share(fakeTargets, 0).Should().BeApproximately(0.9, 0.004);
        Share(fakeTargets, 0.8f).Should().BeApproximately(0.1, 0.004);

        static double Share(torch.Tensor targets, float target) =>
            targets.data<float>().ToArray().Count(found => Math.Abs(found - target) < 1e-3) / (double)Count;
    }

    [Fact]
    public void The_generator_s_turn_draws_nothing()
    {
        using var scope = torch.NewDisposeScope();
        IAdversarialLoss loss = AdversarialLosses.CrossEntropy(labelFlips: 0.4);
        torch.Tensor logits = torch.tensor(Fake);
        torch.manual_seed(1).Dispose();
        torch.Tensor expected = torch.rand(3);
        torch.manual_seed(1).Dispose();
        loss.Generator(logits).item<double>().Should().Be(AdversarialLosses.BinaryCrossEntropy.Generator(logits).item<double>());
        torch.rand(3).Bytes().Should().Equal(expected.Bytes());
    }

    [Fact]
    public void A_run_with_flips_can_be_repeated()
    {
        SortedDictionary<string, string>[] runs = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            using GanTrainer trainer = TestData.Gan().WithLoss(AdversarialLosses.CrossEntropy(0.1, 0.2)).Build();
            trainer.Train(TestData.Pictures());
            return trainer.CaptureState().Bits();
        })];
        runs[1].Should().Equal(runs[0]);
    }

    [Fact]
    public void Only_the_loss_stays_alive()
    {
        using torch.Tensor logits = torch.zeros(3);
        long before = LiveTensors.Count;
        using torch.Tensor loss = AdversarialLosses.CrossEntropy(0.1, 0.1).Discriminator(logits, logits);
        (LiveTensors.Count - before).Should().Be(1);
    }

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0, -0.1)]
    [InlineData(0, 0.5)]
    public void Numbers_outside_their_range_are_refused(double smoothing, double flips) =>
        FluentActions.Invoking(() => AdversarialLosses.CrossEntropy(smoothing, flips)).Should().Throw<ArgumentOutOfRangeException>();

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
