using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class AdversarialLossesTests
{
    private static readonly double[] Real = [2.5, -0.75, 0.3, -4];
    private static readonly double[] Fake = [-1.25, 0.5, 3, -0.1];

    public static TheoryData<string> All => ["binary-cross-entropy", "hinge", "least-squares", "wasserstein"];

    [Theory]
    [MemberData(nameof(All))]
    public void The_losses_are_their_formulas(string name)
    {
        (Func<double, double> real, Func<double, double> fake, Func<double, double> generator) = Formulas(name);
        using var scope = torch.NewDisposeScope();
        IAdversarialLoss loss = Loss(name);

        loss.Name.Should().Be(name);
        loss.Discriminator(torch.tensor(Real), torch.tensor(Fake)).item<double>()
            .Should().BeApproximately(Real.Average(real) + Fake.Average(fake), 1e-14);
        loss.Generator(torch.tensor(Fake)).item<double>().Should().BeApproximately(Fake.Average(generator), 1e-14);
    }

    [Theory]
    [InlineData("binary-cross-entropy", 0.6931471805599453, 0.6931471805599453)]
    [InlineData("hinge", 2, 0)]
    [InlineData("least-squares", 0.5, 0.5)]
    public void A_discriminator_that_guesses_gets_the_known_losses(string name, double discriminator, double generator)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor undecided = torch.zeros(4, torch.ScalarType.Float64);

        Loss(name).Discriminator(undecided, undecided).item<double>().Should().BeApproximately(discriminator, 1e-15);
        Loss(name).Generator(undecided).item<double>().Should().BeApproximately(generator, 1e-15);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_gradients_are_the_slopes(string name)
    {
        IAdversarialLoss loss = Loss(name);
        Gradient(logits => loss.Discriminator(logits, torch.tensor(Fake)), Real);
        Gradient(logits => loss.Discriminator(torch.tensor(Real), logits), Fake);
        Gradient(logits => loss.Generator(logits), Fake);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Extreme_logits_give_finite_losses_and_gradients(string name)
    {
        using var scope = torch.NewDisposeScope();
        float[] extremes = [1e4f, -1e4f, 1e15f, -1e15f];
        torch.Tensor real = torch.tensor(extremes, requires_grad: true), fake = torch.tensor(extremes, requires_grad: true);
        torch.Tensor loss = Loss(name).Discriminator(real, fake).add(Loss(name).Generator(fake));
        loss.backward();

        float.IsFinite(loss.item<float>()).Should().BeTrue();
        real.grad!.isfinite().all().item<bool>().Should().BeTrue();
        fake.grad!.isfinite().all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Being_surely_wrong_costs_cross_entropy_the_logit()
    {
        using var scope = torch.NewDisposeScope();
        AdversarialLosses.BinaryCrossEntropy.Generator(torch.tensor([-1e6f])).item<float>().Should().Be(1e6f);
        AdversarialLosses.BinaryCrossEntropy.Discriminator(torch.tensor([-1e6f]), torch.tensor([1e6f])).item<float>().Should().Be(1e6f);
        AdversarialLosses.BinaryCrossEntropy.Discriminator(torch.tensor([1e6f]), torch.tensor([-1e6f])).item<float>().Should().Be(0f);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Only_the_loss_stays_alive(string name)
    {
        using torch.Tensor logits = torch.zeros(3);
        long before = LiveTensors.Count;
        using torch.Tensor discriminator = Loss(name).Discriminator(logits, logits);
        using torch.Tensor generator = Loss(name).Generator(logits);
        (LiveTensors.Count - before).Should().Be(2);
    }

    private static IAdversarialLoss Loss(string name) => name switch
    {
        "hinge" => AdversarialLosses.Hinge,
        "least-squares" => AdversarialLosses.LeastSquares,
        "wasserstein" => AdversarialLosses.Wasserstein,
        _ => AdversarialLosses.BinaryCrossEntropy,
    };

    /// <summary>What a real logit, a fake logit and the generator's logit add to the mean, from the papers.</summary>
    private static (Func<double, double> Real, Func<double, double> Fake, Func<double, double> Generator) Formulas(string name) => name switch
    {
        "hinge" => (x => Math.Max(0, 1 - x), x => Math.Max(0, 1 + x), x => -x),
        "wasserstein" => (x => -x, x => x, x => -x),
        "least-squares" => (x => (x - 1) * (x - 1) / 2, x => x * x / 2, x => (x - 1) * (x - 1) / 2),
        _ => (x => -Math.Log(Sigmoid(x)) / 2, x => -Math.Log(1 - Sigmoid(x)) / 2, x => -Math.Log(Sigmoid(x))),
    };

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static void Gradient(Func<torch.Tensor, torch.Tensor> loss, double[] logits)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor at = torch.tensor(logits, requires_grad: true);
        loss(at).backward();
        double[] gradient = at.grad!.data<double>().ToArray();
        for (int i = 0; i < logits.Length; i++)
        {
            double Moved(double by)
            {
                double[] moved = [.. logits];
                moved[i] += by;
                return loss(torch.tensor(moved)).item<double>();
            }

            const double Step = 1e-5;
            gradient[i].Should().BeApproximately((Moved(Step) - Moved(-Step)) / (2 * Step), 1e-9);
        }
    }
}
