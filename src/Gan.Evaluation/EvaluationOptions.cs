namespace Gan.Evaluation;

/// <summary>How a generator is measured. Every setting has a default.</summary>
public sealed record EvaluationOptions
{
    /// <summary>How many pictures are generated, at least 20.</summary>
    /// <value>
    /// The default value is <see langword="null"/>: as many as are held out, so that generated and held-out pictures are compared with the
    /// training set at the same number.
    /// </value>
    public int? Samples { get; init; }

    /// <summary>The seed of the latent vectors and of every choice.</summary>
    /// <value>The default value is 0.</value>
    public long Seed { get; init; }

    /// <summary>The most pictures of the training set that are compared with, at least 20; of a larger set a seeded choice.</summary>
    /// <value>The default value is 10,000.</value>
    public int MaxReference { get; init; } = 10_000;

    internal IEnumerable<string> Validate()
    {
        if (Samples < Evaluator.FewestPictures)
        {
            yield return $"{Samples} samples are asked for; measuring needs at least {Evaluator.FewestPictures}.";
        }

        if (MaxReference < Evaluator.FewestPictures)
        {
            yield return $"the reference is limited to {MaxReference} pictures; measuring needs at least {Evaluator.FewestPictures}.";
        }
    }
}
