using System.Runtime.ExceptionServices;

namespace Gan.Core.Layers;

/// <summary>
/// What a backward pass of ours could not do. An exception in it cannot cross libtorch's frames and would end the process; so the pass gives
/// gradients that are not numbers, and the exception waits here for whoever called <c>backward()</c>.
/// </summary>
/// <remarks>The thread that calls <c>backward()</c> runs the passes over tensors of the CPU itself, so that every thread sees its own.</remarks>
internal static class BackwardFailure
{
    [ThreadStatic]
    private static ExceptionDispatchInfo? _first;

    /// <summary>Keeps the first failure of this thread since the last call of <see cref="ThrowIfAny"/>; later ones tend to follow from it.</summary>
    /// <param name="failure">What happened.</param>
    public static void Remember(Exception failure) => _first ??= ExceptionDispatchInfo.Capture(failure);

    /// <summary>Throws what a backward pass on this thread has met, once. Call it after <c>backward()</c>.</summary>
    /// <exception cref="Exception">The failure, with the place where it happened.</exception>
    public static void ThrowIfAny()
    {
        ExceptionDispatchInfo? failure = _first;
        _first = null;
        failure?.Throw();
    }
}
