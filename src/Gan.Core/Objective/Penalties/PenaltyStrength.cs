using TorchSharp;

namespace Gan.Core;

/// <summary>How strong a penalty is, and how that changes.</summary>
internal sealed record PenaltyStrength
{
    /// <param name="weight">The weight where the schedule says 1, at least 0.</param>
    /// <param name="schedule">The factor of the weight; null for 1, always.</param>
    /// <param name="weightName">What the paper calls the weight.</param>
    public PenaltyStrength(double weight, Schedule? schedule, string weightName = "weight")
    {
        (Weight, Schedule, WeightName) = (weight, schedule ?? Schedule.Constant, weightName);
        Requires.AtLeastZero(weight, weightName);
        Requires.Valid(Schedule, $"a penalty's {weightName}");
    }

    public double Weight { get; }

    public Schedule Schedule { get; }

    public string WeightName { get; }

    /// <summary>Writes the name of a penalty: the weight, its other parameters, and the schedule unless it is 1, always.</summary>
    public string Name(string kind, params IEnumerable<(string Name, object Value)> others)
    {
        List<(string, object)> parameters = [(WeightName, Weight), .. others];
        string schedule = Schedule.ToString();
        if (schedule != Schedule.Constant.ToString())
        {
            parameters.Add(("schedule", schedule));
        }

        return PartName.Of(kind, [.. parameters]);
    }

    /// <summary>A number times the weight of a step, in the current scope.</summary>
    /// <param name="value">Of any shape.</param>
    /// <param name="position">Where the step is.</param>
    /// <param name="share">A constant beside the weight, such as the half of R1.</param>
    public torch.Tensor Times(torch.Tensor value, StepPosition position, double share = 1)
    {
        using Scalar factor = (Weight * share * Schedule.At(position)).ToScalar();
        return value.mul(factor);
    }
}
