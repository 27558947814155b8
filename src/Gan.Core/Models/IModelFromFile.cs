namespace Gan.Core;

/// <summary>A network that was loaded in inference mode, and that a builder takes to be trained further.</summary>
internal interface IModelFromFile
{
    /// <summary>Puts the network into training mode, as a newly built one is.</summary>
    void PrepareForTraining();
}
