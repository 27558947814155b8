using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class LeCamPenaltyTests
{
    private static readonly double[][] Real = [[2, 1], [0.5, 1.5], [3, -1], [0.25, 2]];
    private static readonly double[][] Fake = [[-1, 0], [0.5, -0.5], [-2, 1], [-0.25, 1]];

    [Fact]
    public void Its_averages_and_values_are_their_formulas()
    {
        using var scope = torch.NewDisposeScope();
        using LeCamPenalty penalty = (LeCamPenalty)Penalties.LeCam(weight: 0.3, decay: 0.9, startStep: 2);
        double real = 0, fake = 0;
        for (int step = 0; step < Real.Length; step++)
        {
            double decay = step < 2 ? 0 : 0.9;
            real = (decay * real) + ((1 - decay) * Real[step].Average());
            fake = (decay * fake) + ((1 - decay) * Fake[step].Average());
            double expected = step < 2 ? 0 : 0.3 * (Real[step].Average(x => Math.Pow(Math.Max(0, x - fake), 2))
                + Fake[step].Average(x => Math.Pow(Math.Max(0, real - x), 2)));

            using JudgedBatch batch = Batch(torch.tensor(Real[step]), torch.tensor(Fake[step]), step);
            penalty.Compute(batch).ToDouble().Should().BeApproximately(expected, 1e-6);
            penalty.State["real"].item<float>().Should().BeApproximately((float)real, 1e-6f);
            penalty.State["fake"].item<float>().Should().BeApproximately((float)fake, 1e-6f);
        }
    }

    [Fact]
    public void From_the_first_step_on_the_averages_begin_with_the_first_batch()
    {
        using var scope = torch.NewDisposeScope();
        using LeCamPenalty penalty = (LeCamPenalty)Penalties.LeCam(startStep: 0);
        using JudgedBatch batch = Batch(torch.tensor([4f, 2f]), torch.tensor([-1f, -3f]), step: 0);
        penalty.Compute(batch).item<float>().Should().BePositive();
        penalty.State["real"].item<float>().Should().Be(3);
        penalty.State["fake"].item<float>().Should().Be(-2);
    }

    [Fact]
    public void Averages_have_no_slope_and_the_next_batch_does_not_disturb_the_gradients_of_the_last()
    {
        using var scope = torch.NewDisposeScope();
        using LeCamPenalty penalty = (LeCamPenalty)Penalties.LeCam(weight: 1, decay: 0.5, startStep: 0);
        torch.Tensor real = torch.tensor([4.0, 2], requires_grad: true), fake = torch.tensor([0.0, -2], requires_grad: true);
        using JudgedBatch first = Batch(real, fake, step: 0), second = Batch(real.detach().mul(5.0), fake.detach().mul(5.0), step: 1);
        torch.Tensor value = penalty.Compute(first);
        penalty.Compute(second).Dispose();
        value.backward();

        // a_F = −1 and a_R = 3: the slopes are (D(x) − a_F) and −(a_R − D(G(z))), twice and halved.
        real.grad!.data<double>().ToArray().Should().Equal(5, 3);
        fake.grad!.data<double>().ToArray().Should().Equal(-3, -5);
    }

    [Fact]
    public void A_run_goes_on_with_its_averages()
    {
        GanBuilder builder = TestData.Gan().WithPenalty(() => Penalties.LeCam(startStep: 1));
        using GanTrainer whole = builder.Build();
        whole.Train(TestData.Pictures());
        TrainingState middle = TrainingStates.After(steps: 2, builder);
        middle.Tensors["objective.0.real"].item<float>().Should().NotBe(0);
        middle.Tensors["objective.0.fake"].item<float>().Should().NotBe(0);

        using GanTrainer resumed = builder.Build();
        resumed.RestoreState(middle);
        resumed.Train(TestData.Pictures());
        middle.DisposeTensors();

        resumed.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
    }

    [Fact]
    public void Nothing_is_left_when_the_trainer_is_gone()
    {
        Train();
        long before = LiveTensors.Count;
        Train();
        LiveTensors.Count.Should().Be(before);

        static void Train()
        {
            using GanTrainer trainer = TestData.Gan().WithPenalty(() => Penalties.LeCam(startStep: 1)).Build();
            trainer.Train(TestData.Pictures());
        }
    }

    [Fact]
    public void Only_the_penalty_stays_alive_before_and_after_its_start()
    {
        using torch.Tensor logits = torch.rand(3);
        using LeCamPenalty penalty = (LeCamPenalty)Penalties.LeCam(startStep: 1);
        long before = LiveTensors.Count;
        for (int step = 0; step < 3; step++)
        {
            using JudgedBatch batch = Batch(logits, logits, step);
            using torch.Tensor value = penalty.Compute(batch);
            batch.Dispose();
            (LiveTensors.Count - before).Should().Be(1);
        }
    }

    [Fact]
    public void It_is_given_as_a_function()
    {
        using LeCamPenalty penalty = (LeCamPenalty)Penalties.LeCam();
        FluentActions.Invoking(() => TestData.Gan().WithPenalty(penalty))
            .Should().Throw<ArgumentException>().WithMessage("*give a function*");
    }

    private static JudgedBatch Batch(torch.Tensor real, torch.Tensor fake, long step) =>
        new(real, fake, images => images.alias()) { Position = new StepPosition(step, 0, 0) };
}
