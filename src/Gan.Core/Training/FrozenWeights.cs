using TorchSharp.Modules;

namespace Gan.Core;

/// <summary>Weights that take no gradients for a while: the generator's turn needs none of the discriminator's. Each gets its own flag back.</summary>
internal sealed class FrozenWeights
{
    private readonly Parameter[] _weights;
    private readonly bool[] _flags;

    /// <param name="weights">The weights, to be frozen again and again.</param>
    public FrozenWeights(IEnumerable<Parameter> weights)
    {
        _weights = [.. weights];
        _flags = new bool[_weights.Length];
    }

    /// <summary>Freezes them.</summary>
    /// <returns>Gives the flags back when it is disposed.</returns>
    public Thaw Freeze()
    {
        for (int i = 0; i < _weights.Length; i++)
        {
            _flags[i] = _weights[i].requires_grad;
            _weights[i].requires_grad = false;
        }

        return new Thaw(this);
    }

    /// <summary>The end of being frozen.</summary>
    internal readonly ref struct Thaw(FrozenWeights frozen)
    {
        public void Dispose()
        {
            for (int i = 0; i < frozen._weights.Length; i++)
            {
                frozen._weights[i].requires_grad = frozen._flags[i];
            }
        }
    }
}
