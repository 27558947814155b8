using TorchSharp;

namespace Gan.Detection;

/// <summary>
/// A change that pictures undergo on their way, such as a JPEG file or a reduction: in training, so that a detector learns to bear it, and
/// in a test, to see whether it does. <c>DetectorDistortions</c> of Gan.Reports has the usual ones.
/// </summary>
/// <param name="Name">What reports call it, such as <c>JPEG 70</c>.</param>
/// <param name="Apply">
/// Gives distorted pictures: from uint8 [N, C, H, W] on the CPU, unchanged, and a seed for what is random in it, to a fresh uint8 tensor of
/// the same shape, which the caller disposes.
/// </param>
public sealed record PictureDistortion(string Name, Func<torch.Tensor, long, torch.Tensor> Apply);
