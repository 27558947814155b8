using CsCheck;

namespace Gan.Detection.Tests;

public class TemperatureScalingTests
{
    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(3)]
    public void The_temperature_that_spoilt_the_logits_is_found(double temperature)
    {
        LabelledScores logits = ScoreSets.Calibrated(20_000, temperature, seed: 1);
        TemperatureScaling scaling = TemperatureScaling.Fit(logits);
        scaling.Temperature.Should().BeApproximately(temperature, 0.03 * temperature);
        ReliabilityDiagram.Compute(scaling.Apply(logits)).ExpectedCalibrationError.Should().BeLessThan(0.015);
    }

    [Fact]
    public void No_other_temperature_has_a_smaller_loss()
    {
        LabelledScores logits = ScoreSets.Calibrated(5000, 2.5, seed: 2);
        double best = TemperatureScaling.Fit(logits).Temperature;
        double loss = LogLoss.Compute(new TemperatureScaling(best).Apply(logits));
        foreach (double factor in (double[])[0.5, 0.9, 0.98, 1.02, 1.1, 2])
        {
            LogLoss.Compute(new TemperatureScaling(best * factor).Apply(logits))
                .Should().BeGreaterThan(loss, "at {0} times the temperature", factor);
        }
    }

    [Fact]
    public void The_order_stays() => ScoreSets.Logits().Sample(logits =>
    {
        LabelledScores probabilities = TemperatureScaling.Fit(logits).Apply(logits);
        return probabilities.Scores.All(probability => probability is >= 0 and <= 1)
            && probabilities.Scores.Zip(logits.Scores).OrderBy(pair => pair.Second).Select(pair => pair.First).Zip(
                probabilities.Scores.Order()).All(pair => pair.First == pair.Second)
            && probabilities.Scores.Zip(logits.Scores).All(pair => Math.Sign(pair.First - 0.5) == Math.Sign(pair.Second) || Math.Abs(pair.First - 0.5) < 1e-12);
    });

    [Fact]
    public void A_detector_without_an_error_is_not_made_infinitely_certain()
    {
        LabelledScores logits = LabelledScores.Of([.. Enumerable.Repeat(-2.0, 98)], [.. Enumerable.Repeat(2.0, 98)]);
        TemperatureScaling.Fit(logits).Apply(2).Should().BeApproximately(0.99, 1e-9, "99 of 100, with one more picture of each kind");
    }

    [Fact]
    public void A_detector_that_is_mostly_wrong_is_made_uncertain() =>
        TemperatureScaling.Fit(LabelledScores.Of([3, 4, 5], [-3, -5])).Apply(4).Should().BeApproximately(0.5, 0.01);

    [Fact]
    public void Logits_that_say_nothing_stay() => TemperatureScaling.Fit(LabelledScores.Of([0, 0], [0])).Temperature.Should().Be(1);

    [Fact]
    public void Large_logits_and_impossible_temperatures_do_no_harm()
    {
        TemperatureScaling certain = new(0.001);
        certain.Apply(1e308).Should().Be(1);
        certain.Apply(-1e308).Should().Be(0);
        TemperatureScaling.Fit(LabelledScores.Of([-1e300], [1e300])).Temperature.Should().BeInRange(0.001, 1000);
        foreach (double temperature in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            FluentActions.Invoking(() => new TemperatureScaling(temperature)).Should().Throw<ArgumentOutOfRangeException>();
        }
    }
}
