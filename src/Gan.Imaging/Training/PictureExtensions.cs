using Gan.Core;

namespace Gan.Imaging;

/// <summary>Pictures of a run.</summary>
public static class PictureExtensions
{
    /// <summary>
    /// Saves a grid of pictures from fixed latent vectors before the first epoch, every so many epochs and at the end, and a plot of the
    /// losses. Called again, it replaces what was asked for before.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="every">Epochs between two grids, at least 1. The default value is 50.</param>
    /// <param name="folder">
    /// Receives <c>samples/epoch-0000.png</c> … and <c>losses.png</c>; null for the folder given to <see cref="SaveExtensions.SaveTo"/>.
    /// The default value is null.
    /// </param>
    /// <param name="count">Pictures in a grid, at least 1. The default value is 64.</param>
    /// <returns>The builder.</returns>
    public static GanBuilder WithPictures(this GanBuilder builder, int every = 50, string? folder = null, int count = 64) =>
        builder.ObserveOnce(new PictureObserver(every, folder, count));
}
