using TorchSharp;

namespace Gan.Core;

/// <summary>The one place where picture bytes become network values and back: 0 to 255 is −1 to 1, linear.</summary>
public static class PixelScaling
{
    // TorchSharp hands on the address of a number and not the object that owns it: one made on the way may be collected before it is read.
    // That goes for the factor of 1 too that add makes when it is given none.
    private static readonly Scalar Half = 127.5f.ToScalar();
    private static readonly Scalar One = 1f.ToScalar();
    private static readonly Scalar Black = 0f.ToScalar();
    private static readonly Scalar White = 255f.ToScalar();

    /// <summary>Turns bytes into the values that networks see.</summary>
    /// <param name="bytes">uint8, of any shape.</param>
    /// <returns>float32 of the same shape on the same device, <c>x / 127.5 − 1</c>, in [−1, 1]. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The tensor is not uint8.</exception>
    public static torch.Tensor ToNetwork(torch.Tensor bytes)
    {
        if (bytes.dtype != torch.ScalarType.Byte)
        {
            throw new ArgumentException($"Picture bytes are uint8; this tensor is {bytes.dtype}.", nameof(bytes));
        }

        return bytes.to_type(torch.ScalarType.Float32).div_(Half).sub_(One);
    }

    /// <summary>Turns network values into bytes: rounds to the nearest and clamps what is outside [−1, 1].</summary>
    /// <param name="values">Floating point, of any shape, as a generator returns them.</param>
    /// <returns>uint8 of the same shape on the same device. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">The tensor is not floating point.</exception>
    public static torch.Tensor ToBytes(torch.Tensor values)
    {
        if (!values.is_floating_point())
        {
            throw new ArgumentException($"Network values are floating point; this tensor is {values.dtype}.", nameof(values));
        }

        using var scope = torch.NewDisposeScope();
        torch.Tensor scaled = values.detach().to(torch.ScalarType.Float32).add(One, alpha: One).mul_(Half).round_().clamp_(Black, White);
        return scaled.to_type(torch.ScalarType.Byte).MoveToOuterDisposeScope();
    }
}
