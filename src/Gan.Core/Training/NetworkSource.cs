namespace Gan.Core;

/// <summary>Where a builder gets a network from: a function of the seed, as often as one is needed, or one that was given.</summary>
/// <typeparam name="T">The kind of network.</typeparam>
internal sealed class NetworkSource<T>
    where T : class
{
    private readonly Func<long, T>? _create;
    private readonly T? _given;

    /// <summary>Networks are made as they are needed, and are the trainer's.</summary>
    public NetworkSource(Func<long, T> create) => _create = create;

    /// <summary>The one network stays the giver's.</summary>
    public NetworkSource(T given) => _given = given;

    /// <summary>Whether there is only the one that was given.</summary>
    public bool IsGiven => _given is not null;

    /// <summary>Gives a network: a new one, unless there is only one.</summary>
    /// <exception cref="InvalidOperationException">The function gave none.</exception>
    public T Get(long seed) => _given ?? _create!(seed) ?? throw new InvalidOperationException("The function that makes a network returned null.");
}
