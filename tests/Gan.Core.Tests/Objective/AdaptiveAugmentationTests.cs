using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class AdaptiveAugmentationTests
{
    [Fact]
    public void Its_probability_follows_the_signs_of_the_real_logits_by_the_formula()
    {
        using AdaptiveAugmentation augmentation = (AdaptiveAugmentation)Augmentations.Adaptive(target: 0.5, images: 100, interval: 2)();
        double probability = 0, signs = 0;
        SeededRandom random = new(1);
        for (int step = 0; step < 40; step++)
        {
            float[] logits = [.. Enumerable.Range(0, 8).Select(_ => (float)random.NextNormal() + (step < 20 ? 1.5f : -1f))];
            Observe(augmentation, logits, step);
            signs += logits.Sum(Math.Sign);
            if (step % 2 == 1)
            {
                probability = Math.Clamp(probability + (Math.Sign((signs / 16) - 0.5) * 16 / 100.0), 0, 1);
                signs = 0;
            }

            augmentation.State["probability"].item<float>().Should().BeApproximately((float)probability, 1e-5f, "at step {0}", step);
        }

        probability.Should().BeLessThan(1).And.BeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Pictures_are_changed_as_often_as_it_says()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        torch.Tensor images = torch.zeros(4000, 1, 2, 2);
        IAugmentation brighter = Augmentations.Random(0.4, Schedule.Linear(1, 0.5), Augmentations.Noise(1));
        Share(brighter.Apply(images, default)).Should().BeApproximately(0.4f, 0.03f);
        Share(brighter.Apply(images, new StepPosition(0, 0, 0.99))).Should().BeApproximately(0.2f, 0.03f);

        using AdaptiveAugmentation adaptive = (AdaptiveAugmentation)Augmentations.Adaptive(augmentations: [Augmentations.Noise(1)])();
        Share(adaptive.Apply(images, default)).Should().Be(0, "it begins at 0");
        adaptive.State["probability"].fill_(0.75f);
        Share(adaptive.Apply(images, default)).Should().BeApproximately(0.75f, 0.03f);

        static float Share(torch.Tensor seen) => seen.ne(0f).any(3).any(2).to(torch.ScalarType.Float32).mean().item<float>();
    }

    [Fact]
    public void Pictures_keep_their_gradients_whether_changed_or_not()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = torch.ones(50, 1, 2, 2).requires_grad_();
        Augmentations.Random(0.5, null, Augmentations.Flip(), Augmentations.Noise(1)).Apply(images, default).sum().backward();
        images.grad!.eq(1f).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void A_resumed_run_goes_on_with_the_probability_it_had()
    {
        using TemporaryFolder folder = new();
        GanBuilder Run() => TestData.Gan().WithAugmentation(Augmentations.Adaptive(target: -0.9, images: 20, interval: 1)).WithEpochs(6);
        using GanTrainer whole = Run().Build();
        whole.Train(TestData.Pictures());
        using (GanTrainer first = Run().WithEpochs(3).SaveTo(folder.File("run")).Build())
        {
            first.Train(TestData.Pictures());
        }

        using GanTrainer second = Run().SaveTo(folder.File("run")).Build();
        second.Train(TestData.Pictures());
        second.CaptureState().Bits().Should().Equal(whole.CaptureState().Bits());
        whole.CaptureState().Tensors["objective.0.probability"].item<float>().Should().BeGreaterThan(0);
    }

    [Fact]
    public void Parts_with_a_state_and_numbers_without_meaning_are_refused()
    {
        IAugmentation stateful = Augmentations.Adaptive()();
        foreach (Action wrong in new Action[]
        {
            () => Augmentations.Random(0.5, null), () => Augmentations.Random(0.5, null, stateful), () => Augmentations.Random(1.5, null, Augmentations.Flip()),
            () => Augmentations.Adaptive(target: 1), () => Augmentations.Adaptive(images: 0), () => Augmentations.Adaptive(interval: 0),
        })
        {
            wrong.Should().Throw<ArgumentException>();
        }

        ((IDisposable)stateful).Dispose();
    }

    [Fact]
    public void It_leaves_nothing_behind()
    {
        long before = LiveTensors.Count;
        using (AdaptiveAugmentation augmentation = (AdaptiveAugmentation)Augmentations.Adaptive(interval: 1)())
        {
            augmentation.MoveTo(torch.CPU);
            using torch.Tensor images = torch.zeros(2, 3, 4, 4);
            augmentation.Apply(images, default).Dispose();
            Observe(augmentation, [1, 2], 0);
        }

        LiveTensors.Count.Should().Be(before);
    }

    private static void Observe(AdaptiveAugmentation augmentation, float[] logits, int step)
    {
        using torch.Tensor real = torch.tensor(logits);
        using JudgedBatch batch = new(real, real, images => images.clone()) { Position = new StepPosition(step, 0, 0) };
        augmentation.Observe(batch);
    }
}
