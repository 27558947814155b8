using System.Security.Cryptography;
using System.Text;
using TorchSharp;

namespace Gan.Evaluation;

/// <summary>The features of a trained network in a TorchScript file, such as the Inception network of the FID literature.</summary>
/// <remarks>
/// The module is given float32 [N, C, H, W] with values 0 to 255 and resizes and scales them itself. A module whose <c>forward</c> takes
/// one input is called with the pictures; one that takes more is called with <c>(pictures, true)</c>, which makes
/// <c>inception-2015-12-05.pt</c> of StyleGAN2-ADA return its 2048 pooled features. It returns floating point [N, D].
/// </remarks>
public sealed class TorchScriptFeatures : IFeatureExtractor
{
    private readonly torch.jit.ScriptModule _module;
    private readonly torch.Device _device;
    private readonly ImageShape _shape;
    private readonly bool _asksForFeatures;

    private TorchScriptFeatures(torch.jit.ScriptModule module, string path, string checksum, ImageShape shape, torch.Device device)
    {
        _module = module;
        _device = device;
        _shape = shape;
        Name = Path.GetFileName(path);

        // A failing call says whether there is a forward at all: libtorch ends the process if asked for the inputs of none.
        using torch.Tensor trial = torch.zeros([2, shape.Channels, shape.Height, shape.Width], torch.ScalarType.Byte);
        _asksForFeatures = TakesMoreThanPictures(path, trial);
        using torch.Tensor features = RequireFeatures(path, trial);
        Size = (int)features.shape[1];
        string settings = $"TorchScript 1, {_asksForFeatures}, {shape}, {checksum}";
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)));
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public string Fingerprint { get; }

    /// <inheritdoc/>
    public int Size { get; }

    /// <summary>Loads a network and tries it on two black pictures.</summary>
    /// <param name="path">The TorchScript file, as <c>torch.jit.save</c> writes it. It can run any code: use files that you trust.</param>
    /// <param name="shape">The shape of the pictures.</param>
    /// <param name="device">Where it computes. The default value is <see cref="ComputeDevice.Auto"/>.</param>
    /// <returns>The extractor; the caller disposes it.</returns>
    /// <exception cref="EvaluationException">
    /// The file is missing, damaged or not TorchScript, or its module does not turn such pictures into [N, D].
    /// </exception>
    public static TorchScriptFeatures Load(string path, ImageShape shape, ComputeDevice device = default)
    {
        TorchRuntime.EnsureLoaded();
        torch.Device target = device.Resolve();
        (torch.jit.ScriptModule module, string checksum) = TorchScriptFile.Load(path, target);
        try
        {
            return new TorchScriptFeatures(module, path, checksum, shape, target);
        }
        catch
        {
            module.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public torch.Tensor Extract(torch.Tensor bytes)
    {
        PictureCheck.RequireBytes(bytes, _shape, nameof(bytes));
        return BatchedExtraction.Run(bytes, _device, batch => (torch.Tensor)Forward(batch, _asksForFeatures));
    }

    /// <inheritdoc/>
    public void Dispose() => _module.Dispose();

    private object Forward(torch.Tensor bytes, bool asksForFeatures)
    {
        torch.Tensor values = bytes.to(torch.ScalarType.Float32);
        return asksForFeatures ? _module.call(values, true) : _module.call(values);
    }

    private bool TakesMoreThanPictures(string path, torch.Tensor trial)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        try
        {
            Forward(trial.to(_device), asksForFeatures: false);
        }
        catch (Exception failure) when (failure.Message.Contains("'forward' is not defined", StringComparison.Ordinal))
        {
            throw new EvaluationException($"The module in '{path}' has no method 'forward'.", failure);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // It may need its second input: the trial that follows tells.
        }

        return _module.GetNumberOfInputs() > 1;
    }

    private torch.Tensor RequireFeatures(string path, torch.Tensor trial)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        object result;
        try
        {
            result = Forward(trial.to(_device), _asksForFeatures);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            throw new EvaluationException(
                $"The module in '{path}' fails on pictures of {_shape}: {TorchScriptFile.FirstLine(failure)}", failure);
        }

        if (result is not torch.Tensor features)
        {
            throw new EvaluationException(
                $"The module in '{path}' returns {result?.GetType().Name ?? "nothing"}; features are one tensor [N, D].");
        }

        if (features.dim() != 2 || features.shape[0] != trial.shape[0] || features.shape[1] < 1 || !features.is_floating_point())
        {
            throw new EvaluationException(
                $"The module in '{path}' turns {trial.shape[0]} pictures into {features.dtype} [{string.Join(", ", features.shape)}]; "
                + $"features are floating point [{trial.shape[0]}, D]. Pool and flatten in the module.");
        }

        return features.MoveToOuterDisposeScope();
    }
}
