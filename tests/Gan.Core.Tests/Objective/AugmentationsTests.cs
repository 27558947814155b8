using TorchSharp;

namespace Gan.Core.Tests.Objectives;

public class AugmentationsTests
{
    public static TheoryData<string> All => [.. Kinds.Keys];

    private static SortedDictionary<string, Func<IAugmentation>> Kinds { get; } = new()
    {
        ["colour"] = () => Augmentations.Colour(),
        ["translation"] = () => Augmentations.Translation(0.25),
        ["cutout"] = () => Augmentations.Cutout(),
        ["flip"] = Augmentations.Flip,
        ["noise"] = () => Augmentations.Noise(),
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Its_gradient_equals_finite_differences(string kind)
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = Pictures(2).requires_grad_(), weights = Pictures(2, seed: 9);
        Value(images).backward();
        torch.Tensor gradient = images.grad!.flatten();
        foreach (int place in new[] { 0, 17, 70, 143 })
        {
            torch.Tensor step = torch.zeros(images.numel(), torch.ScalarType.Float64);
            step[place] = torch.tensor(1e-5);
            double difference = Value(images.detach() + step.view(images.shape)).sub(Value(images.detach() - step.view(images.shape))).item<double>();
            gradient[place].item<double>().Should().BeApproximately(difference / 2e-5, 1e-7);
        }

        torch.Tensor Value(torch.Tensor seen)
        {
            torch.manual_seed(3);
            return Kinds[kind]().Apply(seen, default).mul(weights).sum();
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_keeps_shape_and_type_and_leaves_nothing_behind(string kind)
    {
        foreach (int channels in new[] { 1, 3, 4 })
        {
            using torch.Tensor images = torch.rand(3, channels, 8, 4);
            Kinds[kind]().Apply(images, default).Dispose();
            long before = LiveTensors.Count;
            using (torch.Tensor changed = Kinds[kind]().Apply(images, default))
            {
                changed.shape.Should().Equal(images.shape);
                changed.dtype.Should().Be(torch.ScalarType.Float32);
            }

            LiveTensors.Count.Should().Be(before);
        }
    }

    [Fact]
    public void Colours_are_right_on_average_and_differ_from_picture_to_picture()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        torch.Tensor image = Pictures(1);
        torch.Tensor changed = Augmentations.Colour().Apply(image.expand(20_000, -1, -1, -1), default);

        changed.mean([0]).sub(image[0]).abs().max().item<double>().Should().BeLessThan(0.02);
        changed.std(0, unbiased: true).min().item<double>().Should().BeGreaterThan(0.1);
    }

    [Fact]
    public void Colours_change_by_no_more_than_they_may()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        torch.Tensor image = torch.full([5000, 3, 1, 1], 0.2, torch.ScalarType.Float64);
        torch.Tensor added = Augmentations.Colour(brightness: 0.5, saturation: 0, contrast: 0).Apply(image, default).sub(image);
        (added.min().item<double>(), added.max().item<double>()).Should().Be((added.min().item<double>(), added.max().item<double>()));
        added.min().item<double>().Should().BeInRange(-0.5, -0.49);
        added.max().item<double>().Should().BeInRange(0.49, 0.5);

        torch.Tensor two = torch.tensor(new double[] { 1, -1 }).view(1, 1, 1, 2).expand(5000, 1, 1, 2);
        torch.Tensor contrasts = Augmentations.Colour(brightness: 0, saturation: 0, contrast: 0.5).Apply(two, default).select(3, 0);
        contrasts.min().item<double>().Should().BeInRange(0.5, 0.51);
        contrasts.max().item<double>().Should().BeInRange(1.49, 1.5);

        torch.Tensor red = torch.tensor(new double[] { 2, -1, -1 }).view(1, 3, 1, 1).expand(5000, 3, 1, 1);
        torch.Tensor saturations = Augmentations.Colour(brightness: 0, saturation: 1, contrast: 0).Apply(red, default).select(1, 0);
        saturations.min().item<double>().Should().BeInRange(0, 0.01);
        saturations.max().item<double>().Should().BeInRange(3.99, 4);
    }

    [Fact]
    public void Alpha_keeps_its_values()
    {
        using var scope = torch.NewDisposeScope();
        torch.Tensor images = torch.rand(4, 4, 5, 5);
        torch.Tensor changed = Augmentations.Colour().Apply(images, default);
        changed.select(1, 3).Should().Match<torch.Tensor>(alpha => alpha.equal(images.select(1, 3)).all().item<bool>());
        changed.select(1, 0).equal(images.select(1, 0)).all().item<bool>().Should().BeFalse();
    }

    [Fact]
    public void A_translated_picture_is_the_picture_moved_by_whole_pixels_each_way_equally_often()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        const int count = 4000;
        torch.Tensor image = torch.arange(1, 33, torch.ScalarType.Float32).view(1, 1, 4, 8);
        torch.Tensor moved = Augmentations.Translation(0.25).Apply(image.expand(count, -1, -1, -1), default);
        SortedDictionary<string, int> seen = [];
        foreach (int index in Enumerable.Range(0, count))
        {
            string key = string.Join(",", moved[index].data<float>().ToArray());
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        HashSet<string> expected = [];
        for (int down = -1; down <= 1; down++)
        {
            for (int right = -2; right <= 2; right++)
            {
                float[] values = new float[32];
                for (int place = 0; place < 32; place++)
                {
                    (int y, int x) = ((place / 8) - down, (place % 8) - right);
                    values[place] = y is >= 0 and < 4 && x is >= 0 and < 8 ? (y * 8) + x + 1 : 0;
                }

                expected.Add(string.Join(",", values));
            }
        }

        seen.Keys.Should().BeEquivalentTo(expected);
        seen.Values.Should().OnlyContain(times => Math.Abs(times - (count / 15.0)) < 5 * Math.Sqrt(count / 15.0));
    }

    [Fact]
    public void A_cutout_covers_its_share_where_its_middle_is_inside_and_nothing_else_changes()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        torch.Tensor seen = Augmentations.Cutout(0.5).Apply(torch.ones(2000, 2, 8, 8), default);
        float[] covered = [.. seen.eq(0f).to(torch.ScalarType.Float32).select(1, 0).sum([1, 2]).data<float>()];

        covered.Should().OnlyContain(pixels => pixels >= 4 && pixels <= 16 && pixels == Math.Round(pixels));
        covered.Should().Contain(16).And.Contain(4);
        seen.eq(0f).logical_or(seen.eq(1f)).all().item<bool>().Should().BeTrue();
        seen.select(1, 0).equal(seen.select(1, 1)).all().item<bool>().Should().BeTrue("all channels are covered alike");
        seen.eq(0f).to(torch.ScalarType.Float32).mean([0, 1]).std().item<float>().Should().BeGreaterThan(0.02f, "the middle is covered more often");
    }

    [Fact]
    public void Half_of_all_pictures_are_mirrored()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        torch.Tensor first = Augmentations.Flip().Apply(torch.tensor(new float[] { 1, 2 }).view(1, 1, 1, 2).expand(4000, 1, 1, 2), default).select(3, 0);
        first.mean().item<float>().Should().BeInRange(1.46f, 1.54f);
        first.eq(1f).logical_or(first.eq(2f)).all().item<bool>().Should().BeTrue();
    }

    [Fact]
    public void Noise_has_its_deviation_and_ends_with_the_run()
    {
        using var scope = torch.NewDisposeScope();
        torch.manual_seed(1);
        torch.Tensor images = torch.zeros(100, 1, 10, 10);
        IAugmentation noise = Augmentations.Noise(0.3);
        noise.Apply(images, default).std().item<float>().Should().BeApproximately(0.3f, 0.01f);
        noise.Apply(images, new StepPosition(0, 0, 0.5)).std().item<float>().Should().BeApproximately(0.15f, 0.005f);
        noise.Apply(images, new StepPosition(0, 0, 1)).std().item<float>().Should().Be(0);
    }

    [Fact]
    public void Names_tell_every_parameter()
    {
        Augmentations.Colour(0.25).Name.Should().Be("colour(brightness=0.25, saturation=1, contrast=0.5)");
        Augmentations.Translation().Name.Should().Be("translation(share=0.125)");
        Augmentations.Cutout().Name.Should().Be("cutout(share=0.5)");
        Augmentations.Flip().Name.Should().Be("flip");
        Augmentations.Noise().Name.Should().Be("noise(deviation=0.1, schedule=linear 1→0 from 0 to 1)");
    }

    [Fact]
    public void Parameters_that_make_no_sense_are_refused()
    {
        foreach (Action wrong in new Action[]
        {
            () => Augmentations.Colour(-1), () => Augmentations.Colour(saturation: double.NaN), () => Augmentations.Translation(1.5),
            () => Augmentations.Cutout(-0.1), () => Augmentations.Noise(double.PositiveInfinity),
        })
        {
            wrong.Should().Throw<ArgumentOutOfRangeException>();
        }

        FluentActions.Invoking(() => Augmentations.Noise(schedule: Schedule.Linear(1, 0, from: 3))).Should().Throw<ArgumentException>();
    }

    private static torch.Tensor Pictures(int count, int seed = 1)
    {
        using torch.Generator random = new((ulong)seed);
        return torch.rand([count, 3, 4, 6], torch.ScalarType.Float64, generator: random).mul(2).sub(1);
    }
}
