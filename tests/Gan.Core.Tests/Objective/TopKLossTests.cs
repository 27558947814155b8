using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class TopKLossTests
{
    private static readonly double[] Real = [2.5, -0.75, 0.3, -4, 1.5, 0];
    private static readonly double[] Fake = [-1.25, 0.5, 3, -0.1, -2, 0.75];

    [Theory]
    [InlineData(0.5, 3)]
    [InlineData(0.34, 2)]
    [InlineData(0.01, 1)]
    [InlineData(1, 6)]
    public void The_generator_learns_from_the_highest_logits(double share, int count)
    {
        using var scope = torch.NewDisposeScope();
        IAdversarialLoss loss = AdversarialLosses.TopK(AdversarialLosses.Hinge, share, Schedule.Constant);
        torch.Tensor logits = torch.tensor(Fake, requires_grad: true);
        double[] best = [.. Fake.OrderDescending().Take(count)];

        torch.Tensor value = loss.Generator(logits);
        value.backward();

        value.item<double>().Should().BeApproximately(-best.Average(), 1e-15);
        logits.grad!.data<double>().ToArray().Should().Equal(Fake.Select(logit => best.Contains(logit) ? -1.0 / count : 0));
    }

    [Fact]
    public void Real_logits_are_those_at_the_same_places()
    {
        using var scope = torch.NewDisposeScope();
        IAdversarialLoss loss = AdversarialLosses.TopK(AdversarialLosses.RelativisticPairing, 0.5, Schedule.Constant);
        using JudgedBatch batch = Batch();
        double expected = Fake.Zip(Real).OrderByDescending(pair => pair.First).Take(3)
            .Average(pair => Math.Log(1 + Math.Exp(pair.Second - pair.First)));
        loss.Generator(batch).item<double>().Should().BeApproximately(expected, 1e-14);
    }

    [Fact]
    public void The_discriminator_learns_from_all()
    {
        using var scope = torch.NewDisposeScope();
        using JudgedBatch batch = Batch();
        AdversarialLosses.TopK(AdversarialLosses.Hinge, 0.2, Schedule.Constant).Discriminator(batch).item<double>()
            .Should().Be(AdversarialLosses.Hinge.Discriminator(batch).item<double>());
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.5, 8)]
    [InlineData(0.75, 6)]
    [InlineData(1, 5)]
    public void The_share_falls_as_the_schedule_says(double share, int count)
    {
        TopKLoss loss = (TopKLoss)AdversarialLosses.TopK(AdversarialLosses.Hinge, 0.5);
        loss.Count(10, new StepPosition(0, 0, share)).Should().Be(count);
        TopKLoss late = (TopKLoss)AdversarialLosses.TopK(AdversarialLosses.Hinge, 0.5, Schedule.Linear(0, 4, from: 0.5));
        late.Count(10, new StepPosition(0, 0, share)).Should().Be(share > 0.5 ? 5 : 10, "a factor above 1 is 1");
    }

    [Fact]
    public void A_part_has_pictures_and_classes_of_its_own_and_a_place_in_the_run()
    {
        using var scope = torch.NewDisposeScope();
        int calls = 0;
        StepPosition position = new(3, 4, 0.5);
        using JudgedBatch whole = new(torch.arange(0, 4), torch.arange(10, 14), Judge, torch.arange(20, 24)) { Position = position };
        using JudgedBatch part = whole.Select(torch.tensor([2L, 0L]));

        part.RealImages.data<long>().ToArray().Should().Equal(2, 0);
        part.FakeImages.data<long>().ToArray().Should().Equal(12, 10);
        part.Labels!.data<long>().ToArray().Should().Equal(22, 20);
        part.Position.Should().Be(position);
        calls.Should().Be(0);
        part.FakeLogits.data<long>().ToArray().Should().Equal(12, 10);
        calls.Should().Be(1, "real pictures were not asked for");
        part.RealLogits.data<long>().ToArray().Should().Equal(2, 0);
        FluentActions.Invoking(() => part.Judge(part.RealImages)).Should().Throw<InvalidOperationException>().WithMessage("*classes*");

        torch.Tensor Judge(torch.Tensor images)
        {
            calls++;
            return images.clone();
        }
    }

    [Fact]
    public void Only_the_loss_stays_alive()
    {
        using torch.Tensor logits = torch.tensor(Fake);
        long before = LiveTensors.Count;
        using torch.Tensor some = AdversarialLosses.TopK(AdversarialLosses.RelativisticPairing, 0.5, Schedule.Constant).Generator(logits);
        using torch.Tensor all = AdversarialLosses.TopK(AdversarialLosses.RelativisticPairing).Generator(logits);
        (LiveTensors.Count - before).Should().Be(2);
    }

    [Fact]
    public void A_run_that_keeps_all_pictures_is_that_of_the_loss_alone_and_another_is_not()
    {
        SortedDictionary<string, string> alone = Train(AdversarialLosses.Hinge);
        Train(AdversarialLosses.TopK(AdversarialLosses.Hinge, 1)).Should().Equal(alone);
        Train(AdversarialLosses.TopK(AdversarialLosses.Hinge, 0.5)).Should().NotEqual(alone);
    }

    [Fact]
    public void What_cannot_be_done_is_refused()
    {
        FluentActions.Invoking(() => AdversarialLosses.TopK(AdversarialLosses.Hinge, 0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => AdversarialLosses.TopK(AdversarialLosses.Hinge, 1.1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => AdversarialLosses.TopK(AdversarialLosses.Hinge, schedule: Schedule.Linear(-1, 1)))
            .Should().Throw<ArgumentException>().WithMessage("*share of pictures*at least 0*");
    }

    private static JudgedBatch Batch() => new(torch.tensor(Real), torch.tensor(Fake), images => images.alias());

    private static SortedDictionary<string, string> Train(IAdversarialLoss loss)
    {
        using GanTrainer trainer = TestData.Gan().WithLoss(loss).Build();
        trainer.Train(TestData.Pictures());
        return trainer.CaptureState().Bits();
    }
}
