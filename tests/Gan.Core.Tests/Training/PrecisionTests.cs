using TorchSharp;

namespace Gan.Core.Tests.Training;

public class PrecisionTests
{
    [Theory]
    [InlineData(Precision.Float32, Precision.Float32)]
    [InlineData(Precision.BFloat16, Precision.BFloat16)]
    public void What_was_asked_for_is_taken(Precision asked, Precision expected)
    {
        using GanTrainer trainer = TestData.Gan().WithPrecision(asked).Build();
        trainer.Precision.Should().Be(expected);
    }

    [Fact]
    public void Auto_decides_for_one_of_the_two_also_where_gradients_are_switched_off()
    {
        using var noGradient = torch.no_grad();
        using GanTrainer trainer = TestData.Gan().WithPrecision(Precision.Auto).Build();
        trainer.Precision.Should().BeOneOf(Precision.Float32, Precision.BFloat16);
        trainer.Options.Precision.Should().Be(Precision.Auto);
    }

    [Fact]
    public void An_unknown_precision_is_refused()
    {
        Action build = () => TestData.Gan().WithPrecision((Precision)9).Build();
        build.Should().Throw<GanConfigurationException>().WithMessage("*9 is not a precision*Float32, BFloat16 or Auto*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Training_in_bfloat16_stays_near_float32_and_keeps_float32_weights(bool upsampling)
    {
        (HistoryEntry[] rough, torch.ScalarType[] types) = Train(Precision.BFloat16, upsampling);
        (HistoryEntry[] exact, _) = Train(Precision.Float32, upsampling);

        types.Should().OnlyContain(type => type == torch.ScalarType.Float32);
        rough.Should().HaveSameCount(exact);
        for (int i = 0; i < exact.Length; i++)
        {
            rough[i].DiscriminatorLoss.Should().NotBe(exact[i].DiscriminatorLoss).And.BeApproximately(exact[i].DiscriminatorLoss, 0.02f);
            rough[i].GeneratorLoss.Should().BeApproximately(exact[i].GeneratorLoss, 0.02f);
        }
    }

    [Fact]
    public void A_run_in_bfloat16_resumes_bit_for_bit()
    {
        TrainingState whole = TrainingStates.After(6, Gan(), TestData.Pictures());
        TrainingState part = TrainingStates.After(3, Gan(), TestData.Pictures());
        TrainingState resumed = TrainingStates.After(
            3, Gan().Observe(new RecordingObserver { Starting = trainer => trainer.RestoreState(part) }), TestData.Pictures());

        resumed.Bits().Should().Equal(whole.Bits());
        foreach (TrainingState state in new[] { whole, part, resumed })
        {
            state.DisposeTensors();
        }

        static GanBuilder Gan() => TestData.Gan().WithPrecision(Precision.BFloat16);
    }

    [Fact]
    public void Own_networks_that_insist_on_float32_are_refused_before_training()
    {
        using OwnGenerator generator = new();
        using OwnDiscriminator discriminator = new();
        GanBuilder builder = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).WithPrecision(Precision.BFloat16);

        builder.Invoking(gan => gan.Build()).Should().Throw<GanConfigurationException>()
            .WithMessage("*generator fails*BFloat16*must follow the type of its input*Float32*");
    }

    [Fact]
    public void Own_networks_made_of_our_layers_train_in_bfloat16_and_stay_near_float32()
    {
        (HistoryEntry[] rough, torch.ScalarType[] types) = TrainLayered(Precision.BFloat16);
        (HistoryEntry[] exact, _) = TrainLayered(Precision.Float32);

        types.Should().NotBeEmpty().And.OnlyContain(type => type == torch.ScalarType.Float32);
        foreach ((HistoryEntry mine, HistoryEntry theirs) in rough.Zip(exact))
        {
            mine.DiscriminatorLoss.Should().NotBe(theirs.DiscriminatorLoss).And.BeApproximately(theirs.DiscriminatorLoss, 0.03f);
            mine.GeneratorLoss.Should().BeApproximately(theirs.GeneratorLoss, 0.03f);
        }
    }

    private static (HistoryEntry[] History, torch.ScalarType[] Types) TrainLayered(Precision precision)
    {
        using LayeredGenerator generator = new();
        using LayeredDiscriminator discriminator = new();
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithDiscriminator(discriminator).WithPrecision(precision).Build();
        TrainingResult result = trainer.Train(TestData.Pictures());
        return ([.. result.History], [.. generator.parameters().Select(weight => weight.dtype)]);
    }

    private static (HistoryEntry[] History, torch.ScalarType[] Types) Train(Precision precision, bool upsampling)
    {
        GeneratorOptions generator = upsampling ? TestData.Upsampling : TestData.Transposed;
        using GanTrainer trainer = TestData.Gan().WithGenerator(generator).WithPrecision(precision).Build();
        TrainingResult result = trainer.Train(TestData.Pictures());
        return ([.. result.History], [.. trainer.Generator.Network.parameters().Select(weight => weight.dtype)]);
    }
}
