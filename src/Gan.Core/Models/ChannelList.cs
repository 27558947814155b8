using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>
/// Channel counts, one a layer, compared by value so that records which hold them are too. Written as <c>[128, 64]</c> in code and JSON.
/// </summary>
[CollectionBuilder(typeof(ChannelList), nameof(Create))]
[JsonConverter(typeof(ChannelListConverter))]
public sealed class ChannelList : IReadOnlyList<int>, IEquatable<ChannelList>
{
    private readonly int[] _channels;

    private ChannelList(int[] channels) => _channels = channels;

    /// <inheritdoc/>
    public int Count => _channels.Length;

    /// <inheritdoc/>
    public int this[int index] => _channels[index];

    /// <summary>Creates a list; collection expressions call this.</summary>
    /// <param name="channels">The counts.</param>
    /// <returns>The list.</returns>
    public static ChannelList Create(ReadOnlySpan<int> channels) => new(channels.ToArray());

    /// <inheritdoc/>
    public bool Equals(ChannelList? other) => other is not null && _channels.AsSpan().SequenceEqual(other._channels);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChannelList);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (int channel in _channels)
        {
            hash.Add(channel);
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_channels).GetEnumerator();

    /// <summary>Writes the list as <c>[128, 64]</c>.</summary>
    /// <returns>The counts in brackets.</returns>
    public override string ToString() => $"[{string.Join(", ", _channels)}]";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
