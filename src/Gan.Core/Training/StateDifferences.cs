using TorchSharp;

namespace Gan.Core;

/// <summary>What two sets of named tensors differ in, apart from their values.</summary>
internal static class StateDifferences
{
    /// <summary>Lists names that only one has, and shapes and types that differ.</summary>
    public static IEnumerable<string> Of(
        IReadOnlyDictionary<string, torch.Tensor> expected, IReadOnlyDictionary<string, torch.Tensor> found)
    {
        foreach ((string name, torch.Tensor tensor) in expected)
        {
            if (!found.TryGetValue(name, out torch.Tensor? other))
            {
                yield return $"'{name}' is missing.";
            }
            else if (!tensor.shape.AsSpan().SequenceEqual(other.shape) || tensor.dtype != other.dtype)
            {
                yield return $"'{name}' is {Describe(other)} and should be {Describe(tensor)}.";
            }
        }

        foreach (string name in found.Keys.Where(name => !expected.ContainsKey(name)))
        {
            yield return $"'{name}' is not known here.";
        }
    }

    private static string Describe(torch.Tensor tensor) => $"{tensor.dtype} [{string.Join(", ", tensor.shape)}]";
}
