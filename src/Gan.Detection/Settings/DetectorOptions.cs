namespace Gan.Detection;

/// <summary>How a <see cref="RealFakeDetector"/> is built and trained. Every setting has a default.</summary>
public sealed record DetectorOptions
{
    internal const int FewestPictures = 20;

    /// <summary>What reports call the detector.</summary>
    /// <value>The default value is empty: it is called after the generators that it was trained against.</value>
    public string Name { get; init; } = "";

    /// <summary>Output channels of each 3×3 convolution; all but the first halve height and width.</summary>
    /// <value>The default value is 32, 64, 96 and 128.</value>
    public ChannelList Channels { get; init; } = [32, 64, 96, 128];

    /// <summary>Whether the network is also given the radial spectrum of the picture.</summary>
    /// <value>The default value is true.</value>
    public bool RadialSpectrum { get; init; } = true;

    /// <summary>The most passes over the pictures, at least 1; over them the learning rate falls to 0 along half a cosine.</summary>
    /// <value>The default value is 20.</value>
    public int Epochs { get; init; } = 20;

    /// <summary>Training ends when the validation pictures have not been judged better for so many epochs; at least 1.</summary>
    /// <value>The default value is 8.</value>
    public int Patience { get; init; } = 8;

    /// <summary>Pictures in a step, real and fake mixed; at least 2.</summary>
    /// <value>The default value is 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>The seed of weights, latent vectors, order and choices.</summary>
    /// <value>The default value is 0.</value>
    public long Seed { get; init; }

    /// <summary>Adam's settings.</summary>
    /// <value>The default value is a learning rate of 0.001 in the first epoch and β1 of 0.9.</value>
    public AdamOptions Optimizer { get; init; } = new(0.001, 0.9);

    /// <summary>
    /// The share of the real pictures, and as many fakes, that are not trained on: they decide when training ends, how logits become
    /// probabilities, and the threshold. Above 0 and below 1.
    /// </summary>
    /// <value>The default value is 0.15.</value>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>The most real pictures that are used, at least 20; of a larger set a seeded choice. As many fakes are made.</summary>
    /// <value>The default value is 20,000.</value>
    public int MaxPictures { get; init; } = 20_000;

    /// <summary>Whether pictures are mirrored left to right at random in training.</summary>
    /// <value>The default value is true.</value>
    public bool HorizontalFlip { get; init; } = true;

    /// <summary>By how many pixels at most pictures are moved at random in training; 0 for none.</summary>
    /// <value>The default value is 2.</value>
    public int MaxShift { get; init; } = 2;

    /// <summary>How likely a picture is distorted in training, when distortions are given; from 0 to 1.</summary>
    /// <value>The default value is 0.5, as in Wang et al. 2020 ("CNN-generated images are surprisingly easy to spot… for now").</value>
    public double DistortionProbability { get; init; } = 0.5;

    /// <summary>Lists what is wrong with the options.</summary>
    /// <returns>A sentence for each problem, saying what to change; empty when they can be used.</returns>
    public IEnumerable<string> Validate()
    {
        if (Channels.Count is < 1 or > 16 || Channels.Any(channels => channels < 1))
        {
            yield return $"the detector's channels are {Channels}; give 1 to 16 counts, each at least 1.";
        }

        if (Epochs < 1)
        {
            yield return $"the number of epochs is {Epochs}; it must be at least 1.";
        }

        if (Patience < 1)
        {
            yield return $"the patience is {Patience} epochs; it must be at least 1.";
        }

        if (BatchSize < 2)
        {
            yield return $"the batch size is {BatchSize}; it must be at least 2 (64 is usual).";
        }

        foreach (string problem in Optimizer.Validate("detector"))
        {
            yield return problem;
        }

        if (ValidationShare is not (> 0 and < 1))
        {
            yield return $"the share of validation pictures is {ValidationShare}; it must be above 0 and below 1 (0.15 is usual).";
        }

        if (MaxPictures < FewestPictures)
        {
            yield return $"the real pictures are limited to {MaxPictures}; at least {FewestPictures} are needed.";
        }

        if (MaxShift < 0)
        {
            yield return $"pictures are to be moved by {MaxShift} pixels; it must be at least 0.";
        }

        if (DistortionProbability is not (>= 0 and <= 1))
        {
            yield return $"the probability of a distortion is {DistortionProbability}; it must lie in [0, 1].";
        }
    }
}
