namespace Gan.Evaluation;

/// <summary>What can go wrong with a run.</summary>
public enum VerdictKind
{
    /// <summary>The discriminator tells real from generated pictures without fail, so that the generator learns little.</summary>
    PerfectDiscriminator,

    /// <summary>The discriminator tells nothing apart, although a plain classifier does.</summary>
    LostDiscriminator,

    /// <summary>The generated pictures resemble each other far more than real ones do.</summary>
    ModeCollapse,

    /// <summary>Good pictures of only a part of what the data shows.</summary>
    MissingVariety,

    /// <summary>Pictures of the training set are repeated.</summary>
    Memorization,

    /// <summary>The pictures have become worse for good.</summary>
    GotWorse,
}
