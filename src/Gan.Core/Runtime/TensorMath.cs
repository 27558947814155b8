using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Arithmetic that keeps its numbers alive. TorchSharp 0.107 makes a <see cref="Scalar"/> of each number on the way, of the factor of a
/// sum too, and passes on no more than its address, so that the garbage collector may take it while libtorch reads it. What runs
/// thousands of times an hour calls these.
/// </summary>
internal static class TensorMath
{
    /// <summary>The number 1.</summary>
    public static Scalar One { get; } = 1.ToScalar();

    /// <summary>The sum.</summary>
    public static torch.Tensor Plus(this torch.Tensor tensor, torch.Tensor other) => tensor.add(other, One);

    /// <summary>The sum, written over the first.</summary>
    public static torch.Tensor PlusInPlace(this torch.Tensor tensor, torch.Tensor other) => tensor.add_(other, One);

    /// <summary>The sum.</summary>
    public static torch.Tensor Plus(this torch.Tensor tensor, double number)
    {
        using Scalar value = number.ToScalar();
        return tensor.add(value, One);
    }

    /// <summary>The sum with a number that the caller keeps.</summary>
    public static torch.Tensor Plus(this torch.Tensor tensor, Scalar number) => tensor.add(number, One);

    /// <summary>A tensor of one number.</summary>
    public static torch.Tensor Filled(long[] shape, double number, torch.ScalarType type, torch.Device device)
    {
        using Scalar value = number.ToScalar();
        return torch.full(shape, value, type, device);
    }

    /// <summary>The product, written over the first.</summary>
    public static void TimesInPlace(this torch.Tensor tensor, double number)
    {
        using Scalar value = number.ToScalar();
        tensor.mul_(value);
    }

    /// <summary>Where the values are below a number.</summary>
    public static torch.Tensor Below(this torch.Tensor tensor, double number)
    {
        using Scalar value = number.ToScalar();
        return tensor.lt(value);
    }

    /// <summary>The product.</summary>
    public static torch.Tensor Times(this torch.Tensor tensor, double number)
    {
        using Scalar value = number.ToScalar();
        return tensor.mul(value);
    }

    /// <summary>The leaky ReLU.</summary>
    public static torch.Tensor LeakyRelu(this torch.Tensor tensor, double slope)
    {
        using Scalar value = slope.ToScalar();
        return tensor.leaky_relu(value);
    }

    /// <summary>The leaky ReLU, written over the values; a handle of its own.</summary>
    public static torch.Tensor LeakyReluInPlace(this torch.Tensor tensor, double slope)
    {
        using Scalar value = slope.ToScalar();
        return tensor.leaky_relu_(value).alias();
    }
}
