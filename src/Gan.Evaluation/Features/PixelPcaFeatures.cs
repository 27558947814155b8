using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>
/// The first principal components of the pixels of a data set: no network at all, and a plain view of errors of colour, contrast and coarse
/// shape.
/// </summary>
/// <remarks>
/// The components are the eigenvectors of the covariance in float64, largest variance first, each with the sign that makes its largest
/// entry positive. One factor brings their mean variance over the data set to 1, so that distances have a readable size: without it the
/// kernel distance, which grows with the third power of products, would be in the thousands. Only that factor separates the Fréchet
/// distance from the one of plain components: 1 is one mean variance of a component, and the order of generators is the same. The
/// fingerprint is that of the data set and the settings, so that it is the same on every machine.
/// </remarks>
public sealed class PixelPcaFeatures : IFeatureExtractor
{
    private readonly ImageShape _shape;
    private readonly torch.Tensor _mean;
    private readonly torch.Tensor _components;

    private PixelPcaFeatures(string name, string fingerprint, ImageShape shape, torch.Tensor mean, torch.Tensor components)
    {
        Name = name;
        Fingerprint = fingerprint;
        _shape = shape;
        _mean = mean.DetachFromDisposeScope();
        _components = components.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public int Size => (int)_components.shape[1];

    /// <summary>Finds the components of a data set.</summary>
    /// <param name="dataset">The pictures, at least two and more than <paramref name="components"/>.</param>
    /// <param name="components">How many components. The default value is 64.</param>
    /// <param name="maxPictures">
    /// A seeded choice of as many pictures is used of a larger set; time grows with the cube of the smaller of this and the values in a
    /// picture. The default value is 1000, which takes about a second; the coarse components that are kept need no more.
    /// </param>
    /// <returns>The extractor; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="components"/> is below 1.</exception>
    /// <exception cref="EvaluationException">The set has too few pictures, or pictures too small, for so many components.</exception>
    public static PixelPcaFeatures Fit(IImageDataset dataset, int components = 64, int maxPictures = 1000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(components, 1);
        ImageShape shape = dataset.Shape;
        int count = Math.Min(dataset.Count, maxPictures);
        if (components >= count || components > shape.ValueCount)
        {
            throw new EvaluationException(
                $"{count} pictures of {shape} do not have {components} principal components; "
                + $"ask for at most {Math.Min(count - 1, shape.ValueCount)}.");
        }

        using var scope = torch.NewDisposeScope();
        torch.Tensor pixels = PixelScaling.ToNetwork(PictureBytes.Load(dataset, count)).flatten(1).to(torch.ScalarType.Float64);
        torch.Tensor mean = pixels.mean([0]);
        torch.Tensor vectors = Components(pixels - mean, components);
        vectors /= (pixels - mean).matmul(vectors).square().mean().sqrt().clamp_min(double.Epsilon);
        string settings = string.Create(CultureInfo.InvariantCulture, $"pixel PCA 2, {components} of {count}, {dataset.Fingerprint}");
        return new PixelPcaFeatures(
            string.Create(CultureInfo.InvariantCulture, $"pixel PCA ({components} components of {dataset.Name})"),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings))),
            shape,
            mean,
            vectors);
    }

    /// <inheritdoc/>
    public torch.Tensor Extract(torch.Tensor bytes)
    {
        PictureCheck.RequireBytes(bytes, _shape, nameof(bytes));
        return BatchedExtraction.Run(
            bytes,
            torch.CPU,
            batch => (PixelScaling.ToNetwork(batch).flatten(1).to(torch.ScalarType.Float64) - _mean).matmul(_components));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _mean.Dispose();
        _components.Dispose();
    }

    // [N, D] to [D, components]. With fewer pictures than values, the eigenvectors of the small matrix of products give the same.
    private static torch.Tensor Components(torch.Tensor centred, int count)
    {
        bool fewPictures = centred.shape[0] < centred.shape[1];
        torch.Tensor products = fewPictures ? centred.matmul(centred.t()) : centred.t().matmul(centred);
        (torch.Tensor _, torch.Tensor vectors) = torch.linalg.eigh(products, 'L');
        torch.Tensor largest = vectors.narrow(1, vectors.shape[1] - count, count).flip(1);
        torch.Tensor components = fewPictures ? centred.t().matmul(largest) : largest;
        components = components / components.square().sum(0, keepdim: true).sqrt().clamp_min(double.Epsilon);
        torch.Tensor extremes = components.gather(0, components.abs().argmax(0, keepdim: true));
        return components * torch.where(extremes < 0, -torch.ones_like(extremes), torch.ones_like(extremes));
    }
}
