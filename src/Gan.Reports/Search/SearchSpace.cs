namespace Gan.Reports;

/// <summary>
/// The trials of a search. Lists are combined each with each, the last parameter changing fastest; where there are intervals too, every
/// draw from them is tried with every combination, so that the combinations are compared at the same numbers.
/// </summary>
internal static class SearchSpace
{
    /// <summary>Makes all trials: a function of the parameters and the seed.</summary>
    public static IReadOnlyList<SearchTrial> Trials(IReadOnlyList<SearchParameter> parameters, SearchOptions options)
    {
        IEnumerable<Dictionary<string, SearchValue>> combinations = [[]];
        foreach (SearchParameter parameter in parameters.Where(parameter => parameter.IsGrid))
        {
            combinations = [.. combinations.SelectMany(before => parameter.Values.Select(value =>
                new Dictionary<string, SearchValue>(before) { [parameter.Name] = value }))];
        }

        SearchParameter[] drawn = [.. parameters.Where(parameter => !parameter.IsGrid)];
        long[] seeds = [.. Enumerable.Range(0, options.SeedsPerTrial).Select(i => options.Seed + i)];
        return
        [
            .. combinations.SelectMany(combination => Enumerable.Range(0, drawn.Length == 0 ? 1 : options.Trials), (combination, draw) =>
            {
                Dictionary<string, SearchValue> numbers = drawn.ToDictionary(each => each.Name, each => each.Draw(options.Seed, draw));
                return parameters.ToDictionary(
                    each => each.Name, each => combination.TryGetValue(each.Name, out SearchValue? value) ? value : numbers[each.Name]);
            }).Select((values, i) => new SearchTrial(i + 1, values, seeds)),
        ];
    }

    /// <summary>Gives a builder what a trial is.</summary>
    public static GanBuilder Apply(IReadOnlyList<SearchParameter> parameters, GanBuilder builder, SearchTrial trial) =>
        parameters.OrderByDescending(parameter => parameter.GivesBuilder)
            .Aggregate(builder, (changed, parameter) => parameter.Apply(changed, trial.Values[parameter.Name]));
}
