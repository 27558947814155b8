namespace Gan.Core.Layers;

/// <summary>A layer whose weights do not begin as random numbers, whatever their shape.</summary>
internal interface IOwnInitialWeights
{
    /// <summary>Sets the weights to what they begin as.</summary>
    void Begin();
}
