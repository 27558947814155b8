using TorchSharp;

namespace Gan.Core.Tests.Training;

public class JoinedBatchesTests
{
    [Fact]
    public void Real_and_generated_pictures_pass_the_discriminator_once_and_the_generator_s_turn_is_as_ever()
    {
        List<long> shown = [];
        using OwnDiscriminator discriminator = new() { Shown = images => shown.Add(images.size(0)) };
        using GanTrainer trainer = TestData.Gan().WithDiscriminator(discriminator).WithJoinedBatches().WithEpochs(1).Build();
        shown.Clear();
        trainer.Train(TestData.Pictures());

        shown.Should().Equal(8, 4, 8, 4);
    }

    [Fact]
    public void Where_there_are_no_batch_statistics_nothing_else_changes()
    {
        double[][] losses = [.. new[] { false, true }.Select(joined =>
        {
            using GanTrainer trainer = TestData.Gan()
                .WithGenerator(seed => new OwnGenerator(classCount: 2, seed)).WithDiscriminator(seed => new OwnDiscriminator(classCount: 2, seed))
                .WithJoinedBatches(joined).Build();
            return trainer.Train(TestData.Pictures(classes: 2)).History.SelectMany(entry => new double[]
            {
                entry.DiscriminatorLoss, entry.GeneratorLoss, entry.RealScore, entry.FakeScore,
            }).ToArray();
        })];
        losses[1].Zip(losses[0]).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
    }

    [Fact]
    public void Where_there_are_some_they_are_of_both()
    {
        using GanTrainer joined = TestData.Gan().WithJoinedBatches().WithEpochs(1).Build();
        using GanTrainer apart = TestData.Gan().WithEpochs(1).Build();
        joined.Train(TestData.Pictures());
        apart.Train(TestData.Pictures());

        Passes(joined).Should().Be(2 * 2, "a step passes once with both and once in the generator's turn");
        Passes(apart).Should().Be(2 * 3);

        static long Passes(GanTrainer trainer) =>
            trainer.CaptureState().Tensors["discriminator.blocks.1.norm.num_batches_tracked"].item<long>();
    }

    [Fact]
    public void A_loss_sees_the_same_logits_whichever_it_asks_for_first()
    {
        using torch.Tensor real = torch.ones(2), fake = torch.full(2, 3f);
        int passes = 0;
        using JudgedBatch batch = new(real, fake, images =>
        {
            passes++;
            return images.mul(2f);
        })
        {
            Joined = true,
        };

        batch.FakeLogits.data<float>().ToArray().Should().Equal(6, 6);
        batch.RealLogits.data<float>().ToArray().Should().Equal(2, 2);
        passes.Should().Be(1);
    }
}
