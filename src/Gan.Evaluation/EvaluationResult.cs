namespace Gan.Evaluation;

/// <summary>What was measured of one set of pictures, compared with the training set.</summary>
/// <param name="Source">What a person calls the pictures.</param>
/// <param name="Count">How many.</param>
/// <param name="Reference">What a person calls the set they are compared with.</param>
/// <param name="ReferenceCount">Pictures of it.</param>
/// <param name="Seed">The seed of the latent vectors and of every choice.</param>
/// <param name="Scores">The numbers of each extractor.</param>
/// <param name="SlicedWasserstein">The distance of patches and colours.</param>
/// <param name="MeanSimilarity">The structural similarity of two of the pictures on average: higher means less variety.</param>
/// <param name="ReferenceMeanSimilarity">The same of the set they are compared with.</param>
/// <param name="Memorization">How near the pictures lie to the training set, in pixels; null for real pictures.</param>
/// <param name="Warnings">What makes the numbers less sure, in sentences.</param>
public sealed record EvaluationResult(
    string Source,
    int Count,
    string Reference,
    int ReferenceCount,
    long Seed,
    IReadOnlyList<FeatureScores> Scores,
    SlicedWassersteinResult SlicedWasserstein,
    double MeanSimilarity,
    double ReferenceMeanSimilarity,
    MemorizationResult? Memorization,
    IReadOnlyList<string> Warnings);
