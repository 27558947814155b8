using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gan.Core;

/// <summary>Pictures held in memory as bytes.</summary>
public sealed class ImageDataset : IImageDataset
{
    private readonly byte[] _pixels;
    private readonly int[] _labels;
    private readonly Lazy<string> _fingerprint;

    /// <summary>Creates a set over arrays that the caller no longer changes.</summary>
    /// <param name="name">What a person calls the set.</param>
    /// <param name="shape">The shape of every picture.</param>
    /// <param name="pixels">The pictures one after another, each channel by channel and row by row (NCHW), 0 to 255.</param>
    /// <param name="labels">One class index a picture.</param>
    /// <param name="classNames">The names of the classes.</param>
    /// <exception cref="GanDataException">
    /// The set is empty, the lengths do not fit together, or a label is outside the classes.
    /// </exception>
    public ImageDataset(string name, ImageShape shape, byte[] pixels, int[] labels, IReadOnlyList<string> classNames)
    {
        if (shape.Channels < 1 || shape.Height < 1 || shape.Width < 1)
        {
            throw new GanDataException($"'{name}' has pictures of shape {shape}; every side must be at least 1.");
        }

        if (labels.Length == 0)
        {
            throw new GanDataException($"'{name}' holds no picture.");
        }

        if (pixels.LongLength != (long)labels.Length * shape.ValueCount)
        {
            throw new GanDataException(
                $"'{name}' has {labels.Length} labels and {pixels.LongLength} pixel values; {shape} pictures need {(long)labels.Length * shape.ValueCount}.");
        }

        int wrong = Array.FindIndex(labels, label => label < 0 || label >= classNames.Count);
        if (wrong >= 0)
        {
            throw new GanDataException($"'{name}': picture {wrong} has label {labels[wrong]}, and there are {classNames.Count} classes.");
        }

        Name = name;
        Shape = shape;
        ClassNames = [.. classNames];
        _pixels = pixels;
        _labels = labels;
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public ImageShape Shape { get; }

    /// <inheritdoc/>
    public int Count => _labels.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public string Fingerprint => _fingerprint.Value;

    /// <inheritdoc/>
    public int GetLabel(int index) => _labels[index];

    /// <inheritdoc/>
    public void CopyImage(int index, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        _pixels.AsSpan(index * Shape.ValueCount, Shape.ValueCount).CopyTo(destination);
    }

    private string ComputeFingerprint()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Shape.Channels},{Shape.Height},{Shape.Width}"));
        hash.AppendData(_pixels);
        byte[] labels = new byte[_labels.Length * sizeof(int)];
        for (int i = 0; i < _labels.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(labels.AsSpan(i * sizeof(int)), _labels[i]);
        }

        hash.AppendData(labels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
