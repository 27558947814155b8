using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class JudgedBatchTests
{
    [Fact]
    public void Logits_are_computed_when_they_are_asked_for_and_once()
    {
        using torch.Tensor real = torch.ones(2), fake = torch.zeros(2);
        List<float> judged = [];
        using JudgedBatch batch = new(real, fake, images =>
        {
            judged.Add(images[0].item<float>());
            return images.clone();
        });

        judged.Should().BeEmpty();
        batch.RealLogits.Should().BeSameAs(batch.RealLogits);
        judged.Should().Equal(1);
        batch.FakeLogits.Should().BeSameAs(batch.FakeLogits);
        judged.Should().Equal(1, 0);
    }

    [Fact]
    public void Logits_outlive_the_scope_that_asked_first_and_go_with_the_batch()
    {
        using torch.Tensor real = torch.ones(2), fake = torch.zeros(2);
        long before = LiveTensors.Count;
        using (JudgedBatch batch = new(real, fake, images => images.clone()))
        {
            using (torch.NewDisposeScope())
            {
                _ = batch.RealLogits.add(batch.FakeLogits);
            }

            batch.RealLogits.IsInvalid.Should().BeFalse();
        }

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void A_loss_may_look_at_real_logits_in_the_generator_s_turn()
    {
        List<int> passes = [];
        int calls = 0;
        using OwnDiscriminator discriminator = new() { Shown = _ => calls++ };
        using GanTrainer trainer = TestData.Gan().WithDiscriminator(discriminator).WithLoss(new Relativistic()).WithEpochs(1).Build();
        calls = 0;
        trainer.Train(TestData.Pictures());
        calls.Should().Be(2 * 4, "each of the two steps passes real and generated pictures twice");
    }

    /// <summary>Softplus of the difference (Jolicoeur-Martineau 2018).</summary>
    private sealed class Relativistic : IAdversarialLoss
    {
        public string Name => "relativistic";

        public torch.Tensor Discriminator(JudgedBatch batch) => torch.nn.functional.softplus(batch.FakeLogits - batch.RealLogits).mean();

        public torch.Tensor Generator(JudgedBatch batch) => torch.nn.functional.softplus(batch.RealLogits - batch.FakeLogits).mean();
    }
}
