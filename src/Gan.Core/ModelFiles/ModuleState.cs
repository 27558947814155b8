using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Core.ModelFiles;

/// <summary>The parameters and buffers of a network as named tensors, and back, all or nothing.</summary>
public static class ModuleState
{
    /// <summary>Names the tensors of a network, as PyTorch's <c>state_dict</c> does.</summary>
    /// <param name="module">The network, on any device.</param>
    /// <returns>
    /// Its parameters and persistent buffers themselves, not copies: they change as the network learns, and the network disposes them.
    /// </returns>
    public static IReadOnlyDictionary<string, Tensor> Capture(nn.Module module) => module.state_dict();

    /// <summary>
    /// Copies tensors into a network. Everything is checked first, and after an error the network is unchanged. The parameters stay the
    /// same objects, so an optimizer made for them goes on working.
    /// </summary>
    /// <param name="module">The network, on any device.</param>
    /// <param name="tensors">A tensor for each name of the network and no others, of the same shape and type, on any device.</param>
    /// <param name="source">What messages call the source, such as the path of the file.</param>
    /// <exception cref="GanFileException">
    /// Names, shapes or types differ, or values are not finite. The message lists every difference.
    /// </exception>
    public static void Load(nn.Module module, IReadOnlyDictionary<string, Tensor> tensors, string source)
    {
        IReadOnlyDictionary<string, Tensor> targets = Capture(module);
        List<string> differences = [.. StateDifferences.Of(targets, tensors)];
        if (differences.Count > 0)
        {
            throw new GanFileException(
                $"'{source}' does not fit this network, which is unchanged. Use the file of a network with the same options.{List(differences)}");
        }

        RequireFinite(tensors, source);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        foreach ((string name, Tensor target) in targets)
        {
            target.copy_(tensors[name]);
        }
    }

    /// <summary>
    /// Copies those tensors into a network that it has under the same name, in the same shape and type; checked first, like all others.
    /// </summary>
    /// <param name="module">The network, on any device.</param>
    /// <param name="tensors">Tensors by name, on any device.</param>
    /// <param name="source">What messages call the source, such as the path of the file.</param>
    /// <returns>The differences: what was missing or of another shape, and stayed as it was, and what had no place.</returns>
    /// <exception cref="GanFileException">No tensor fits, or values are not finite; the network is unchanged.</exception>
    internal static IReadOnlyList<string> LoadMatching(nn.Module module, IReadOnlyDictionary<string, Tensor> tensors, string source)
    {
        IReadOnlyDictionary<string, Tensor> targets = Capture(module);
        List<string> differences = [.. StateDifferences.Of(targets, tensors)];
        Dictionary<string, Tensor> fitting = tensors
            .Where(entry => targets.TryGetValue(entry.Key, out Tensor? target)
                && target.dtype == entry.Value.dtype && target.shape.AsSpan().SequenceEqual(entry.Value.shape))
            .ToDictionary(entry => entry.Key, entry => entry.Value);
        if (fitting.Count == 0)
        {
            throw new GanFileException($"'{source}' has no weight that fits this network. Use the file of a network of the same architecture.{List(differences)}");
        }

        RequireFinite(fitting, source);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        foreach ((string name, Tensor value) in fitting)
        {
            targets[name].copy_(value);
        }

        return differences;
    }

    /// <summary>Refuses tensors with values that are NaN or infinite: what remains of a training that has diverged.</summary>
    /// <param name="tensors">Of any device; those of whole numbers always pass.</param>
    /// <param name="source">What messages call the source, such as the path of the file.</param>
    /// <exception cref="GanFileException">Values are not finite. The message lists the tensors.</exception>
    public static void RequireFinite(IReadOnlyDictionary<string, Tensor> tensors, string source)
    {
        List<string> broken = [];
        foreach ((string name, Tensor tensor) in tensors.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            long count = tensor.is_floating_point() ? CountNonFinite(tensor) : 0;
            if (count > 0)
            {
                broken.Add($"{Quoted.Text(name)}: {count} of {tensor.numel()} values");
            }
        }

        if (broken.Count > 0)
        {
            throw new GanFileException(
                $"'{source}' has values that are NaN or infinite: its training diverged. Go back to an earlier checkpoint.{List(broken)}");
        }
    }

    private static string List(List<string> lines)
    {
        const int Longest = 100;
        string shown = string.Concat(lines.Take(Longest).Select(line => $"{Environment.NewLine}  {line}"));
        return lines.Count <= Longest ? shown : $"{shown}{Environment.NewLine}  and {lines.Count - Longest} more";
    }

    private static long CountNonFinite(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        return tensor.isfinite().logical_not().sum().cpu().item<long>();
    }
}
