namespace Gan.Detection;

/// <summary>
/// Splits pictures so that those which belong together stay together: copies of one picture, frames of one video. Groups are dealt out
/// before anything is shuffled; a picture whose twin was trained on says nothing of pictures never seen.
/// </summary>
internal static class GroupSplit
{
    /// <summary>Splits.</summary>
    /// <param name="groups">The group of each picture.</param>
    /// <param name="share">
    /// The share of pictures that the second part has at most. Where no group is so small, it is the smallest group.
    /// </param>
    /// <param name="seed">The seed of the choice.</param>
    /// <returns>Indices of pictures, each once, rising in both parts.</returns>
    /// <exception cref="GanDataException">There are fewer than two groups.</exception>
    public static (int[] First, int[] Second) Split(IReadOnlyList<long> groups, double share, long seed)
    {
        int[][] members = [.. Enumerable.Range(0, groups.Count).GroupBy(i => groups[i]).Select(group => group.ToArray())];
        if (members.Length < 2)
        {
            throw new GanDataException("All real pictures are one group, or the same picture: none can be kept out of training. Add others.");
        }

        new SeededRandom(RandomSeeds.Derive(seed, "split of groups")).Shuffle<int[]>(members);
        List<int> first = [], second = [];
        foreach (int[] group in members)
        {
            (second.Count + group.Length <= share * groups.Count ? second : first).AddRange(group);
        }

        if (first.Count == 0 || second.Count == 0)
        {
            int[] smallest = members.MinBy(group => group.Length)!;
            (first, second) = ([.. members.Where(group => group != smallest).SelectMany(group => group)], [.. smallest]);
        }

        return ([.. first.Order()], [.. second.Order()]);
    }
}
