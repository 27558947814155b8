using TorchSharp;

namespace Gan.Core;

/// <summary>What two sets of named tensors differ in, apart from their values.</summary>
internal static class StateDifferences
{
    /// <summary>Lists names that only one has, and shapes and types that differ, each kind in the order of names.</summary>
    public static IEnumerable<string> Of(
        IReadOnlyDictionary<string, torch.Tensor> expected, IReadOnlyDictionary<string, torch.Tensor> found)
    {
        foreach (string name in expected.Keys.Except(found.Keys).Order(StringComparer.Ordinal))
        {
            yield return $"missing: {Quoted.Text(name)}, {Describe(expected[name])}";
        }

        foreach (string name in found.Keys.Except(expected.Keys).Order(StringComparer.Ordinal))
        {
            yield return $"unexpected: {Quoted.Text(name)}, {Describe(found[name])}";
        }

        foreach (string name in expected.Keys.Intersect(found.Keys).Order(StringComparer.Ordinal))
        {
            if (expected[name].dtype != found[name].dtype || !expected[name].shape.AsSpan().SequenceEqual(found[name].shape))
            {
                yield return $"different: {Quoted.Text(name)}, expected {Describe(expected[name])}, found {Describe(found[name])}";
            }
        }
    }

    /// <summary>The type and shape of a tensor: <c>Float32 [2, 3]</c>.</summary>
    public static string Describe(torch.Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
