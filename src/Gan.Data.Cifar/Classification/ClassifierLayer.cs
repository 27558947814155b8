namespace Gan.Data.Cifar.Classification;

/// <summary>A 3×3 convolution with ReLU.</summary>
/// <param name="Inputs">Channels that come in.</param>
/// <param name="Outputs">Channels that go out.</param>
/// <param name="Stride">1 keeps the size, 2 halves it.</param>
/// <param name="IsResidual">Whether the input is added to the answer.</param>
internal readonly record struct ClassifierLayer(int Inputs, int Outputs, int Stride, bool IsResidual);
