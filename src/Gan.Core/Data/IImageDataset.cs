namespace Gan.Core;

/// <summary>
/// A set of pictures of one shape, as bytes. What trains on it copies the pictures to its device, where they stay bytes: all of them once,
/// or, when they are more than <see cref="GanOptions.MaxResidentBytes"/>, those of the next few steps again and again.
/// </summary>
/// <remarks>
/// While a larger set is trained on, one background thread at a time calls <see cref="CopyImage"/> and <see cref="GetLabel"/>, in the order
/// of the epoch; training itself calls them nowhere else. What they throw comes out of <see cref="GanTrainer.Train"/>.
/// </remarks>
/// <threadsafety>Implementations allow reading from several threads at once.</threadsafety>
public interface IImageDataset
{
    /// <summary>What a person calls the set, such as <c>CIFAR-10 dog (train)</c>.</summary>
    string Name { get; }

    /// <summary>The shape of every picture.</summary>
    ImageShape Shape { get; }

    /// <summary>How many pictures there are; at least 1.</summary>
    int Count { get; }

    /// <summary>The names of the classes; a picture's label is an index into them. At least one.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// The SHA-256 of the pictures and labels, as 64 lower-case hexadecimal digits. Two sets with the same fingerprint train the same
    /// model; a run that is resumed on another set is refused.
    /// </summary>
    string Fingerprint { get; }

    /// <summary>The class of one picture.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>An index into <see cref="ClassNames"/>.</returns>
    int GetLabel(int index);

    /// <summary>Copies one picture.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="destination">
    /// Receives <see cref="ImageShape.ValueCount"/> bytes: channel by channel, each row by row (CHW), 0 dark to 255 bright.
    /// </param>
    void CopyImage(int index, Span<byte> destination);
}
