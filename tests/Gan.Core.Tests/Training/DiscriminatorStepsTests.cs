namespace Gan.Core.Tests.Training;

public class DiscriminatorStepsTests
{
    [Fact]
    public void Each_turn_has_a_batch_of_its_own_and_the_last_one_s_pictures_serve_the_generator()
    {
        List<long> shown = [];
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new() { Shown = images => shown.Add(images.size(0)) };
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator)
            .WithDiscriminatorSteps(3).WithBatchSize(3).WithEpochs(1).Build();
        generator.Calls.Clear();
        shown.Clear();
        TrainingResult result = trainer.Train(TestData.Pictures(count: 20));

        (result.Steps, result.Images).Should().Be((2, 18));
        generator.Calls.Should().HaveCount(2 * 3);
        generator.Calls.Select(call => call.FirstLatent).Should().OnlyHaveUniqueItems();
        shown.Should().HaveCount(2 * ((3 * 2) + 1)).And.OnlyContain(count => count == 3);
    }

    [Fact]
    public void The_generator_learns_once_a_step()
    {
        using GanTrainer trainer = TestData.Gan().WithDiscriminatorSteps(2).WithEpochs(1).Build();
        trainer.Train(TestData.Pictures());

        trainer.CaptureState().Tensors["generator_optimizer.dense.weight.step"].item<float>().Should().Be(1);
        trainer.CaptureState().Tensors["discriminator_optimizer.dense.weight.step"].item<float>().Should().Be(2);
    }

    [Fact]
    public void A_set_smaller_than_a_step_is_refused()
    {
        using GanTrainer trainer = TestData.Gan().WithDiscriminatorSteps(3).Build();
        FluentActions.Invoking(() => trainer.Train(TestData.Pictures())).Should().Throw<GanConfigurationException>()
            .WithMessage("*has 10 pictures, less than 3 batches of 4*");
    }
}
