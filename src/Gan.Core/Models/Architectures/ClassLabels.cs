using TorchSharp;

namespace Gan.Core;

/// <summary>The classes that a network is asked for, or told of.</summary>
internal static class ClassLabels
{
    /// <summary>Gives the labels that a network uses.</summary>
    /// <param name="labels">What the caller gave.</param>
    /// <param name="classCount">How many classes the network has; 0 for none.</param>
    /// <returns>The labels themselves; null for a network without classes.</returns>
    /// <exception cref="ArgumentNullException">The network has classes, and the caller gave none.</exception>
    public static torch.Tensor? For(torch.Tensor? labels, int classCount)
    {
        if (classCount == 0)
        {
            return null;
        }

        return labels ?? throw new ArgumentNullException(
            nameof(labels), $"The network is conditional: give each picture one of its {classCount} classes.");
    }
}
