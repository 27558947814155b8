using System.Security.Cryptography;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Core;

/// <summary>Starting from networks that were trained before: transfer learning.</summary>
public static class TransferExtensions
{
    private const int MostListed = 8;

    /// <summary>
    /// Starts from the weights of a saved generator, a saved discriminator, or both. A few pictures go further when the networks have
    /// learnt from many others first; <see cref="GanBuilder.WithFrozen"/> keeps a part as it is (Mo et al. 2020, "FreezeD").
    /// </summary>
    /// <param name="builder">The builder, with the networks that are to be filled.</param>
    /// <param name="options">The files. A run is continued only with the same ones.</param>
    /// <returns>The builder; <see cref="GanBuilder.Build"/> fills the networks.</returns>
    /// <exception cref="ArgumentException"><paramref name="options"/> name no file.</exception>
    /// <exception cref="GanFileException">A file is missing or damaged, or a network of another kind.</exception>
    public static GanBuilder StartFrom(this GanBuilder builder, TransferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string mode = options.Partial ? "what matches" : "whole";
        string[] named =
        [
            .. Named("generator", options.Generator),
            .. Named("discriminator", options.Discriminator),
        ];
        return named.Length == 0
            ? throw new ArgumentException("Name a file of a generator, of a discriminator, or both.", nameof(options))
            : builder.StartFrom(new NetworkStart($"{string.Join(", ", named)}, {mode}", (generator, discriminator) => Fill(generator, discriminator, options)));
    }

    private static IEnumerable<string> Named(string kind, string? path)
    {
        if (path is not null)
        {
            using TensorFile file = TensorFile.Read(path);
            ModelFile.RequireKind(file, kind);
            using FileStream bytes = File.OpenRead(path);
            yield return $"{kind} {Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}";
        }
    }

    private static string? Fill(IGenerator generator, IDiscriminator discriminator, TransferOptions options)
    {
        string?[] remarks =
        [
            options.Generator is null ? null : Fill("generator", generator.Network, options.Generator, options.Partial),
            options.Discriminator is null ? null : Fill("discriminator", discriminator.Network, options.Discriminator, options.Partial),
        ];
        return remarks.OfType<string>().ToArray() is { Length: > 0 } all ? string.Join(" ", all) : null;
    }

    private static string? Fill(string kind, torch.nn.Module network, string path, bool partial)
    {
        using TensorFile file = TensorFile.Read(path);
        if (!partial)
        {
            ModuleState.Load(network, file.Tensors, path);
            return null;
        }

        string[] left = [.. ModuleState.LoadMatching(network, file.Tensors, path)];
        string more = left.Length > MostListed ? $", and {left.Length - MostListed} more" : "";
        return left.Length == 0
            ? null
            : $"The {kind} started from '{path}' but for {string.Join("; ", left.Take(MostListed))}{more}.";
    }
}
