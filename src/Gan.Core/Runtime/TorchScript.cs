using TorchSharp;

namespace Gan.Core;

/// <summary>
/// Functions in TorchScript, compiled when the first is called. They reach the operators of libtorch that TorchSharp does not show, and
/// several operations in one call cost one crossing from .NET.
/// </summary>
/// <remarks>
/// A syntax error in the text, an operator that libtorch lacks, or the name of a function that the text does not hold would END THE
/// PROCESS: any change of a text, and of a call, needs a run. What goes wrong while a function runs is thrown, as
/// <see cref="System.Runtime.InteropServices.ExternalException"/>.
/// </remarks>
/// <param name="text">The functions.</param>
/// <threadsafety>All members may be called from any thread.</threadsafety>
internal sealed class TorchScript(string text)
{
    private readonly Lazy<torch.jit.CompilationUnit> _compiled = new(() => torch.jit.compile(text));

    /// <summary>Calls a function.</summary>
    /// <typeparam name="T">What it returns: a tensor or an array of tensors.</typeparam>
    /// <param name="function">A name that the text defines.</param>
    /// <param name="arguments">
    /// What it takes. A single list of tensors must be cast to <see cref="object"/>, or it would be taken for the arguments. A number must
    /// be a
    /// <see cref="Scalar"/> that the caller keeps alive: TorchSharp hands on no more than the address of the one that it makes of a double.
    /// </param>
    /// <returns>What the function returns, in the current scope.</returns>
    public T Invoke<T>(string function, params object[] arguments) => _compiled.Value.invoke<T>(function, arguments);
}
