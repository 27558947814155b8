using Gan.Core.ModelFiles;

namespace Gan.Core;

/// <summary>Keeping a run in a folder.</summary>
public static class SaveExtensions
{
    /// <summary>
    /// Keeps the run in a folder: its description, history, checkpoints, and at the end both networks. When the folder holds an
    /// unfinished run of the same make, training goes on with it, exactly as if it had not been interrupted. Called again, it
    /// saves to the other folder instead.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="folder">The folder; it is created when training starts.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static GanBuilder SaveTo(this GanBuilder builder, string folder, SaveOptions? options = null) =>
        builder.InFolder(folder).ObserveOnce(new RunRecorder(folder, options));
}
