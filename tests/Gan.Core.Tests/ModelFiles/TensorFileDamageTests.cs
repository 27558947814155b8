using CsCheck;
using Gan.Core.ModelFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>What random and exhaustive damage does to files.</summary>
public class TensorFileDamageTests
{
    private const int Mutations = 100_000;

    private static readonly ScalarType[] Types =
    [
        ScalarType.Float64, ScalarType.Float32, ScalarType.Float16, ScalarType.BFloat16, ScalarType.Int64,
        ScalarType.Int32, ScalarType.Int16, ScalarType.Int8, ScalarType.Byte, ScalarType.Bool,
    ];

    [Fact]
    public void Every_truncation_is_detected()
    {
        foreach (byte[] file in Seeds())
        {
            for (int length = 0; length < file.Length; length++)
            {
                byte[] cut = file[..length];
                FluentActions.Invoking(() => RawFile.Read(cut).Dispose()).Should().Throw<GanFileException>($"{length} bytes of {file.Length}");
            }
        }
    }

    [Fact]
    public void Every_flipped_bit_of_our_files_is_detected()
    {
        foreach (byte[] file in OurSeeds())
        {
            RawFile.Read(file).Dispose();
            for (int bit = 0; bit < file.Length * 8; bit++)
            {
                file[bit / 8] ^= (byte)(1 << (bit % 8));
                Outcome(file).Should().BeFalse($"bit {bit % 8} of byte {bit / 8} of {file.Length} is flipped");
                file[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }
    }

    [Fact]
    public void Random_damage_is_read_or_refused_but_never_worse()
    {
        byte[][] seeds = [.. Seeds()];
        Random random = new(20_260_801);
        long before = LiveTensors.Count;
        int accepted = 0;
        for (int mutation = 0; mutation < Mutations; mutation++)
        {
            accepted += Outcome(Mutate(seeds, random)) ? 1 : 0;
        }

        accepted.Should().BeInRange(1, Mutations / 2, "damage to the values of a file without checksum cannot be seen, all other must be");
        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Gen<(string Name, ScalarType Type, long[] Shape)> tensor = Gen.Select(
            Gen.String[Gen.Char.AlphaNumeric, 1, 12],
            Gen.Int[0, Types.Length - 1].Select(index => Types[index]),
            Gen.Long[0, 4].Array[0, 4]);
        Gen<KeyValuePair<string, string>> text = Gen.Select(Gen.String, Gen.String, KeyValuePair.Create)
            .Where(pair => IsText(pair.Key) && IsText(pair.Value));

        Gen.Select(tensor.Array[0, 6], text.Array[0, 4], Gen.Int).Sample(
            (tensors, texts, seed) => RoundTrip(tensors, texts, seed), iter: 300, seed: "0000KOIPe7R3");
    }

    private static void RoundTrip((string Name, ScalarType Type, long[] Shape)[] tensors, KeyValuePair<string, string>[] texts, int seed)
    {
        using DisposeScope scope = NewDisposeScope();
        Random random = new(seed);
        Dictionary<string, Tensor> written = [];
        foreach ((string name, ScalarType type, long[] shape) in tensors)
        {
            written[name] = empty(shape, type, CPU);
            random.NextBytes(written[name].bytes);
            if (type == ScalarType.Bool)
            {
                written[name] = randint(2, shape, ScalarType.Bool, CPU);
            }
        }

        Dictionary<string, string> metadata = [];
        foreach ((string key, string value) in texts)
        {
            metadata[key] = value;
        }

        byte[] bytes = RawFile.Write(written, metadata);
        RawFile.Write(written.Reverse().ToDictionary(), metadata.Reverse().ToDictionary()).Should().Equal(bytes);
        using TensorFile read = RawFile.Read(bytes);
        read.Metadata.Should().BeEquivalentTo(metadata);
        read.Tensors.Keys.Should().BeEquivalentTo(written.Keys);
        foreach ((string name, Tensor expected) in written)
        {
            read.Tensors[name].dtype.Should().Be(expected.dtype);
            read.Tensors[name].shape.Should().Equal(expected.shape);
            read.Tensors[name].bytes.SequenceEqual(expected.bytes).Should().BeTrue();
        }
    }

    private static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the bytes are read; anything but a <see cref="GanFileException"/> fails the test.</summary>
    private static bool Outcome(byte[] bytes)
    {
        try
        {
            RawFile.Read(bytes).Dispose();
            return true;
        }
        catch (GanFileException)
        {
            return false;
        }
    }

    private static byte[] Mutate(byte[][] seeds, Random random)
    {
        byte[] seed = seeds[random.Next(seeds.Length)];
        byte[] copy = [.. seed];
        switch (random.Next(6))
        {
            case 0:
                copy[random.Next(copy.Length)] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1:
                return copy[..random.Next(copy.Length)];
            case 2:
                byte[] other = seeds[random.Next(seeds.Length)];
                return [.. copy.AsSpan(0, random.Next(copy.Length)), .. other.AsSpan(random.Next(other.Length))];
            case 3:
                copy[random.Next(8)] = (byte)random.Next(256);
                return copy;
            case 4:
                // The bytes that JSON is made of reach deeper into the parser than random ones.
                ReadOnlySpan<byte> syntax = "{}[]\":,0123456789-.eE\\u/ tfn"u8;
                int headerLength = (int)BitConverter.ToUInt64(seed);
                for (int i = random.Next(1, 4); i > 0; i--)
                {
                    copy[8 + random.Next(headerLength)] = syntax[random.Next(syntax.Length)];
                }

                return copy;
            default:
                int at = 8 + random.Next(copy.Length - 8);
                int length = random.Next(Math.Min(16, copy.Length - at));
                return [.. copy.AsSpan(0, at), .. copy.AsSpan(at, length), .. copy.AsSpan(at)];
        }
    }

    private static IEnumerable<byte[]> Seeds() => [.. OurSeeds(), .. ForeignSeeds()];

    private static byte[][] OurSeeds()
    {
        using DisposeScope scope = NewDisposeScope();
        return
        [
            RawFile.Write(new Dictionary<string, Tensor>()),
            RawFile.Write(SmallTensors(), new Dictionary<string, string> { ["gan.kind"] = "generator", ["title"] = "犬" }),
        ];
    }

    private static byte[][] ForeignSeeds()
    {
        using DisposeScope scope = NewDisposeScope();
        return
        [
            RawFile.Of("{}      "),
            RawFile.WriteForeign(SmallTensors()),
            RawFile.WriteForeign(SmallTensors(), new Dictionary<string, string> { ["format"] = "pt" }),
        ];
    }

    private static Dictionary<string, Tensor> SmallTensors() => new()
    {
        ["weight"] = arange(6, dtype: ScalarType.Float32).reshape(2, 3),
        ["steps"] = tensor(7L),
        ["none"] = zeros(0, 3),
        ["mask"] = tensor([true, false]),
    };
}
