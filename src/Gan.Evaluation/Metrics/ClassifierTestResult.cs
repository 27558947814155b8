namespace Gan.Evaluation;

/// <summary>How well a trained classifier tells real from generated, on pictures that it was not trained on.</summary>
/// <param name="Accuracy">The share that it gets right: about 0.5 for equal distributions, 1 when they are apart.</param>
/// <param name="Auc">How often it finds a generated picture likelier to be generated than a real one: 0.5 to 1.</param>
/// <param name="PValue">How probable such an accuracy or a higher one would be for equal distributions (normal approximation).</param>
/// <param name="TestCount">Pictures tested, half of them real.</param>
public sealed record ClassifierTestResult(double Accuracy, double Auc, double PValue, int TestCount);
