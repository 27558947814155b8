namespace Gan.Data.Cifar;

/// <summary>Which part of CIFAR-10 to read.</summary>
/// <remarks>
/// About 3.3 % of the test pictures have a near duplicate among the training pictures (Barz and Denzler, ciFAIR, 2019): tell a generator
/// that memorises from one that does not with that in mind.
/// </remarks>
public enum CifarSplit
{
    /// <summary>The five training files: 5,000 pictures of each class.</summary>
    Train,

    /// <summary>The test file: 1,000 pictures of each class.</summary>
    Test,

    /// <summary>The training files and then the test file: 6,000 pictures of each class.</summary>
    Both,
}
