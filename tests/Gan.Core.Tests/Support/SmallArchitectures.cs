namespace Gan.Core.Tests;

/// <summary>The conditional architectures, as small as they can be and be themselves.</summary>
internal static class SmallArchitectures
{
    /// <summary>The names of the pairs in the catalogue, and of variants.</summary>
    public static readonly string[] Names =
        ["residual", "residual with attention", "residual of layer norm", "sndcgan", "norm-free", "norm-free of two blocks", "light"];

    /// <summary>Those that can have classes.</summary>
    public static readonly string[] Conditional = [.. Names.Where(name => name != "residual of layer norm")];

    /// <summary>A generator of three doublings; 8×8 pixels are its least.</summary>
    public static GeneratorOptions Generator(string name, ImageShape shape, int classes = 0)
    {
        ResidualGeneratorOptions residual = new() { Channels = [8, 6, 6, 4] };
        NormFreeGeneratorOptions normFree = new() { Channels = [8, 8, 4, 4], Cardinality = 4, EmbeddingSize = 3 };
        GeneratorOptions options = name switch
        {
            "residual" => residual,
            "residual with attention" => residual with { Attention = true, SpectralNorm = 1 },
            "residual of layer norm" => residual with { Normalization = Normalization.Layer },
            "sndcgan" => new SndcganGeneratorOptions { Channels = [8, 6, 6, 4] },
            "light" => new LightGeneratorOptions { Channels = [8, 6, 6, 4] },
            "norm-free" => normFree,
            "norm-free of two blocks" => normFree with { BlocksPerStage = 2, Expansion = 3, Cardinality = 2 },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "It is none of the architectures."),
        };
        return options with { Latent = options.Latent with { Size = 6 }, ImageShape = shape, ClassCount = classes };
    }

    /// <summary>A discriminator of at most three halvings.</summary>
    public static DiscriminatorOptions Discriminator(string name, ImageShape shape, int classes = 0)
    {
        ResidualDiscriminatorOptions residual = new() { Channels = [6, 8, 8] };
        NormFreeDiscriminatorOptions normFree = new() { Channels = [4, 4, 8, 8], Cardinality = 4 };
        DiscriminatorOptions options = name switch
        {
            "residual" => residual,
            "residual with attention" => residual with { Attention = true, Halvings = 3 },
            "residual of layer norm" => residual with { Normalization = Normalization.Layer, SpectralNorm = null },
            "sndcgan" => new SndcganDiscriminatorOptions { Channels = [4, 6, 8] },
            "light" => new LightDiscriminatorOptions { Channels = [4, 6, 8] },
            "norm-free" => normFree,
            "norm-free of two blocks" => normFree with { BlocksPerStage = 2, Expansion = 3, Cardinality = 2 },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "It is none of the architectures."),
        };
        return options with { ImageShape = shape, ClassCount = classes };
    }
}
