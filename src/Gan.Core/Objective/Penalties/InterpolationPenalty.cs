using TorchSharp;

namespace Gan.Core;

/// <summary>WGAN-GP: weight · E(‖∇D‖ − 1)² at pictures between real and generated ones.</summary>
/// <param name="Strength">λ.</param>
/// <param name="Interval">At least 1.</param>
internal sealed record InterpolationPenalty(PenaltyStrength Strength, int Interval) : IPenalty
{
    // Where the gradient is 0 its length has no slope.
    private const float SmallestSquare = 1e-12f;

    public string Name => Strength.Name("gradient-penalty", ("every", Interval));

    public torch.Tensor Compute(JudgedBatch batch)
    {
        using var scope = torch.NewDisposeScope();
        // Its own pictures require the gradients, so that the real and the generated ones need not.
        torch.Tensor between = Between(batch.RealImages, batch.FakeImages).requires_grad_();
        torch.Tensor gradients = ImageGradients.Of(batch.Judge(between), between);
        torch.Tensor excess = SquaredNorms.Of(gradients).Plus(SmallestSquare).sqrt().Plus(-1);
        return Strength.Times(excess.square().mean(), batch.Position).MoveToOuterDisposeScope();
    }

    /// <summary>One place on the way from real to generated for each picture, without gradients.</summary>
    private static torch.Tensor Between(torch.Tensor real, torch.Tensor fake)
    {
        using var noGradient = torch.no_grad();
        torch.ScalarType type = real.dtype == torch.ScalarType.Float64 ? torch.ScalarType.Float64 : torch.ScalarType.Float32;
        torch.Tensor way = torch.rand([real.size(0), 1, 1, 1], type, real.device);
        torch.Tensor start = real.to_type(type);
        return start.Plus(fake.to_type(type).sub(start).mul(way));
    }
}
