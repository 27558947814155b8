using Gan.Evaluation;
using TorchSharp;

namespace Gan.Detection.Tests;

public sealed class DiscriminatorDetectorTests : IDisposable
{
    private readonly DetectorSetting _setting = new();
    private readonly IDiscriminator _discriminator = TestData.Discriminator.Create(seed: 4);

    public void Dispose()
    {
        _setting.Dispose();
        _discriminator.Dispose();
    }

    [Fact]
    public void A_discriminator_that_is_high_for_real_pictures_is_low_for_them_as_a_detector()
    {
        _discriminator.Network.train();
        DiscriminatorDetector detector = Calibrate();
        using torch.Tensor bytes = PictureBytes.Load(_setting.Test), images = PixelScaling.ToNetwork(bytes);

        double[] logits = detector.Logits(bytes);

        _discriminator.Network.training.Should().BeTrue("it returns to the mode it was in");
        _discriminator.Network.eval();
        using var noGradient = torch.no_grad();
        using torch.Tensor judged = _discriminator.Discriminate(images);
        logits.Should().Equal(judged.data<float>().ToArray().Select(logit => -(double)logit));
        detector.Score(bytes).Should().Equal(logits.Select(detector.Calibration.Probability));
        detector.ImageShape.Should().Be(TestData.Shape);
    }

    [Fact]
    public void A_part_of_the_discriminator_that_its_user_froze_stays_frozen()
    {
        DiscriminatorDetector detector = Calibrate();
        torch.nn.Module frozen = _discriminator.Network.named_children().First().module;
        _discriminator.Network.train();
        frozen.eval();

        detector.Score(_setting.Test);

        (_discriminator.Network.training, frozen.training).Should().Be((true, false));
    }

    [Fact]
    public void It_has_seen_what_its_GAN_was_trained_on_and_its_generator()
    {
        DiscriminatorDetector detector = Calibrate();
        byte[] pixels = new byte[TestData.Shape.ValueCount];
        _setting.Training.CopyImage(119, pixels);

        detector.HasSeen(pixels).Should().BeTrue("although calibration used other pictures");
        _setting.Test.CopyImage(0, pixels);
        detector.HasSeen(pixels).Should().BeFalse();
        (detector.HasSeen(_setting.First), detector.HasSeen(_setting.Second)).Should().Be((true, false));
    }

    [Fact]
    public void Every_problem_is_told_at_once()
    {
        using IDiscriminator large = new ConvDiscriminatorOptions { Channels = [4], Halvings = 1 }.Create(seed: 1);
        Action calibrate = () => DiscriminatorDetector.Calibrate("D", large, SyntheticImages.Create(3, TestData.Shape), []);
        calibrate.Should().Throw<GanConfigurationException>().Which.Problems.Should().HaveCount(3);
    }

    [Fact]
    public void Nothing_is_left_in_memory()
    {
        Calibrate();
        long before = LiveTensors.Count;
        Calibrate().Score(_setting.Test);
        LiveTensors.Count.Should().Be(before);
    }

    private DiscriminatorDetector Calibrate() =>
        DiscriminatorDetector.Calibrate("D", _discriminator, _setting.Training, [_setting.First], maxPictures: 40);
}
