using TorchSharp;

namespace Gan.Core;

/// <summary>
/// A network that judges pictures: high for real, low for generated. Implement it on a TorchSharp module of your own to train it beside
/// the presets.
/// </summary>
/// <remarks>Disposing a discriminator disposes its module and weights.</remarks>
public interface IDiscriminator : IDisposable
{
    /// <summary>The module that holds the weights: moved, saved, and switched between training and inference by its user.</summary>
    torch.nn.Module Network { get; }

    /// <summary>The shape of the pictures it judges.</summary>
    ImageShape ImageShape { get; }

    /// <summary>How many classes it is told of; 0 when it is not conditional.</summary>
    /// <value>The default value is that of <see cref="Options"/>, or 0 for a network of your own.</value>
    int ClassCount => Options?.ClassCount ?? 0;

    /// <summary>
    /// What a run's description calls this network: a run is continued only with one of the same name. A decorator around another network,
    /// or a network with settings that <see cref="Options"/> do not hold, names them too.
    /// </summary>
    /// <value>The default value is the name of the class.</value>
    string Name => GetType().FullName!;

    /// <summary>
    /// The options that build this network again, so that a file of it needs no code to load; null for a network of your own.
    /// </summary>
    /// <value>The default value is null.</value>
    DiscriminatorOptions? Options => null;

    /// <summary>Judges pictures.</summary>
    /// <param name="images">float [N, channels, height, width] in [−1, 1].</param>
    /// <param name="labels">int64 [N], from 0 to <see cref="ClassCount"/> − 1; null when <see cref="ClassCount"/> is 0.</param>
    /// <returns>Logits, float [N]: before any sigmoid, 0 when undecided. The caller disposes them.</returns>
    torch.Tensor Discriminate(torch.Tensor images, torch.Tensor? labels = null);
}
