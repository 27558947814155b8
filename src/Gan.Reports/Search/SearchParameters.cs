namespace Gan.Reports;

/// <summary>The parameters that are usually searched, under the names that <see cref="SearchSyntax"/> reads.</summary>
public static class SearchParameters
{
    internal const string PresetName = "preset";
    internal const string FlipName = "horizontal-flip";

    /// <summary>Those that are numbers.</summary>
    internal static IReadOnlyDictionary<string, Func<SearchRange, SearchParameter>> Numbers { get; } =
        new Dictionary<string, Func<SearchRange, SearchParameter>>
        {
            ["learning-rate"] = LearningRate,
            ["generator-rate"] = GeneratorRate,
            ["discriminator-rate"] = DiscriminatorRate,
            ["beta1"] = Beta1,
            ["beta2"] = Beta2,
            ["batch-size"] = BatchSize,
            ["half-life"] = HalfLife,
        };

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Numbers.Keys, PresetName, FlipName];

    /// <summary>The learning rate of both networks, <c>learning-rate</c>.</summary>
    /// <param name="range">Numbers above 0.</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter LearningRate(SearchRange range) =>
        new("learning-rate", range, (builder, rate) => builder.WithLearningRate(rate));

    /// <summary>The generator's learning rate, <c>generator-rate</c>.</summary>
    /// <param name="range">Numbers above 0.</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter GeneratorRate(SearchRange range) => new("generator-rate", range, (builder, rate) =>
        builder.WithLearningRates(rate, builder.Options.DiscriminatorOptimizer.LearningRate));

    /// <summary>The discriminator's learning rate, <c>discriminator-rate</c>.</summary>
    /// <param name="range">Numbers above 0.</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter DiscriminatorRate(SearchRange range) => new("discriminator-rate", range, (builder, rate) =>
        builder.WithLearningRates(builder.Options.GeneratorOptimizer.LearningRate, rate));

    /// <summary>Adam's decay of the first moment in both networks, <c>beta1</c>.</summary>
    /// <param name="range">Numbers in [0, 1).</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter Beta1(SearchRange range) => new("beta1", range, (builder, beta) =>
        Optimizers(builder, adam => adam with { Beta1 = beta }));

    /// <summary>Adam's decay of the second moment in both networks, <c>beta2</c>.</summary>
    /// <param name="range">Numbers in [0, 1).</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter Beta2(SearchRange range) => new("beta2", range, (builder, beta) =>
        Optimizers(builder, adam => adam with { Beta2 = beta }));

    /// <summary>Real pictures in a step, <c>batch-size</c>.</summary>
    /// <param name="range">Whole numbers, at least 2.</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter BatchSize(SearchRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return new("batch-size", range with { IsWhole = true }, (builder, size) => builder.WithBatchSize((int)size));
    }

    /// <summary>The half-life of the averaged generator in pictures, <c>half-life</c>; a builder without an average gets one.</summary>
    /// <param name="range">Numbers above 0.</param>
    /// <returns>The parameter.</returns>
    public static SearchParameter HalfLife(SearchRange range) => new("half-life", range, (builder, pictures) =>
        builder.WithAveraging((builder.Options.Averaging ?? new AveragingOptions()) with { HalfLife = pictures }));

    /// <summary>
    /// A preset instead of the search's builder, of which only device, logger and clock remain, <c>preset</c>. The other parameters change
    /// the preset, wherever this one stands among them.
    /// </summary>
    /// <param name="names">Names of <see cref="GanPresets.ByName"/>, at least one.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="ArgumentException">A name is unknown; the message lists those that are known.</exception>
    public static SearchParameter Preset(params IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.FirstOrDefault(name => !GanPresets.ByName.ContainsKey(name)) is { } unknown)
        {
            throw new ArgumentException($"The preset '{unknown}' is unknown. Choose from {string.Join(", ", GanPresets.ByName.Keys)}.");
        }

        return new(PresetName, names.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(
            name => name,
            name => (Func<GanBuilder, GanBuilder>)(builder =>
                GanPresets.ByName[name]().OnDevice(builder.Device).WithLogger(builder.Logger).WithTime(builder.Time))))
        {
            GivesBuilder = true,
        };
    }

    /// <summary>Whether real pictures are mirrored left to right, <c>horizontal-flip</c>: <c>off</c> and <c>on</c>.</summary>
    /// <returns>The parameter.</returns>
    public static SearchParameter HorizontalFlip() => new(FlipName, new Dictionary<string, Func<GanBuilder, GanBuilder>>
    {
        ["off"] = builder => builder.WithHorizontalFlip(false),
        ["on"] = builder => builder.WithHorizontalFlip(),
    });

    private static GanBuilder Optimizers(GanBuilder builder, Func<AdamOptions, AdamOptions> change) =>
        builder.WithOptions(options => options with
        {
            GeneratorOptimizer = change(options.GeneratorOptimizer),
            DiscriminatorOptimizer = change(options.DiscriminatorOptimizer),
        });
}
