using System.Globalization;
using Gan.Core.ModelFiles;

namespace Gan.Reports;

/// <summary>One way that a search tries: a value for each parameter.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Values">The values by parameter, in the order of the parameters.</param>
/// <param name="Seeds">The seeds of its runs, at least one; all trials have the same, so that they differ by their values alone.</param>
public sealed record SearchTrial(int Number, IReadOnlyDictionary<string, SearchValue> Values, IReadOnlyList<long> Seeds)
{
    /// <summary>What people call it: <c>trial 3</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"trial {Number}");

    /// <summary>Its values in words: <c>batch-size 16, generator-rate 0.0003</c>.</summary>
    public string Description => string.Join(", ", Values.Select(pair => $"{pair.Key} {pair.Value}"));

    /// <summary>The folder of one of its runs: <c>trial-003-seed1</c>.</summary>
    /// <param name="folder">The search's folder.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>The folder, whether or not it is there.</returns>
    public RunFolder FolderOf(string folder, long seed) =>
        new(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"trial-{Number:D3}-seed{seed}")));
}
