namespace Gan.Core;

/// <summary>What networks are filled with before they are trained.</summary>
/// <param name="name">What the run's description calls it.</param>
/// <param name="fill">Fills the networks; gives a remark for the user, or null.</param>
internal sealed class NetworkStart(string name, Func<IGenerator, IDiscriminator, string?> fill)
{
    public string Name => name;

    /// <summary>What the user should know of it once it was filled, if anything.</summary>
    public string? Remark { get; private set; }

    public void Fill(IGenerator generator, IDiscriminator discriminator) => Remark = fill(generator, discriminator);
}
