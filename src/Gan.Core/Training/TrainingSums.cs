namespace Gan.Core;

/// <summary>What a step returns, one number each, to be added up on the device over the steps of a tick.</summary>
internal static class TrainingSums
{
    public const int Count = 4;

    /// <summary>What messages call them, in order.</summary>
    public static readonly string[] Names = ["The discriminator's loss", "The generator's loss", "D(x)", "D(G(z))"];
}
