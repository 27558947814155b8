using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class RelativisticPairingLossTests
{
    private static readonly double[] Real = [2.5, -0.75, 0.3, -4];
    private static readonly double[] Fake = [-1.25, 0.5, 3, -0.1];

    [Fact]
    public void It_is_the_softplus_of_the_difference_of_each_pair()
    {
        using var scope = torch.NewDisposeScope();
        using JudgedBatch batch = Batch(torch.tensor(Real), torch.tensor(Fake));

        AdversarialLosses.RelativisticPairing.Discriminator(batch).item<double>()
            .Should().BeApproximately(Real.Zip(Fake).Average(pair => Softplus(pair.Second - pair.First)), 1e-14);
        AdversarialLosses.RelativisticPairing.Generator(batch).item<double>()
            .Should().BeApproximately(Real.Zip(Fake).Average(pair => Softplus(pair.First - pair.Second)), 1e-14);
        AdversarialLosses.RelativisticPairing.Name.Should().Be("relativistic-pairing");
    }

    [Fact]
    public void Its_gradients_are_the_slopes()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor real = torch.tensor(Real, requires_grad: true), fake = torch.tensor(Fake, requires_grad: true);
        using JudgedBatch batch = Batch(real, fake);
        AdversarialLosses.RelativisticPairing.Discriminator(batch).backward();

        for (int i = 0; i < Real.Length; i++)
        {
            double slope = 1 / (1 + Math.Exp(Real[i] - Fake[i])) / Real.Length;
            real.grad!.data<double>()[i].Should().BeApproximately(-slope, 1e-14);
            fake.grad!.data<double>()[i].Should().BeApproximately(slope, 1e-14);
        }
    }

    [Fact]
    public void Extreme_differences_cost_what_they_are()
    {
        using var scope = torch.NewDisposeScope();
        using JudgedBatch batch = Batch(torch.tensor([-1e6f]), torch.tensor([1e6f]));
        AdversarialLosses.RelativisticPairing.Discriminator(batch).item<float>().Should().Be(2e6f);
        AdversarialLosses.RelativisticPairing.Generator(batch).item<float>().Should().Be(0);
    }

    [Fact]
    public void Only_the_loss_stays_alive()
    {
        using torch.Tensor logits = torch.zeros(3);
        long before = LiveTensors.Count;
        using torch.Tensor discriminator = AdversarialLosses.RelativisticPairing.Discriminator(logits, logits);
        using torch.Tensor generator = AdversarialLosses.RelativisticPairing.Generator(logits);
        (LiveTensors.Count - before).Should().Be(2);
    }

    [Fact]
    public void It_trains()
    {
        using GanTrainer trainer = TestData.Gan().WithLoss(AdversarialLosses.RelativisticPairing).WithJoinedBatches().Build();
        trainer.Train(TestData.Pictures());
        trainer.History[^1].GeneratorLoss.Should().BePositive();
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));

    private static JudgedBatch Batch(torch.Tensor real, torch.Tensor fake) => new(real, fake, images => images.alias());
}
