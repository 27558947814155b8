namespace Gan.Core;

/// <summary>A part of what is learnt: a loss, a penalty, an augmentation.</summary>
public interface IObjectivePart
{
    /// <summary>
    /// What it is and with which parameters, such as <c>r1(gamma=0.1, every=16)</c>. It is written to the run's description: two parts of
    /// one name compute the same, and a run is continued only with parts of the same names. <see cref="PartName"/> writes it.
    /// </summary>
    string Name { get; }
}
