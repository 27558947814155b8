using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Dropout (Srivastava et al. 2014). On the CPU its masks are drawn here, many numbers at a time, because libtorch draws them one by one;
/// elsewhere, above 2 GiB, and in other types than float32 and bfloat16, by libtorch. Either way they follow from the state of TorchSharp's
/// global generator, which the trainer sets for every step.
/// </summary>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class DropoutLayer : Module<torch.Tensor, torch.Tensor>
{
    private static readonly long[] One = [1];

    private readonly double _probability;

    /// <summary>Creates the layer.</summary>
    /// <param name="probability">
    /// Share of values zeroed in training, in (0, 1); on the CPU rounded to a multiple of 1/65536. The default value is 0.5.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> does not lie in (0, 1).</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public DropoutLayer(double probability = 0.5)
        : base(LayerParts.Name(nameof(DropoutLayer)))
    {
        // Written so that what is not a number fails too.
        if (!(probability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "It must lie in (0, 1).");
        }

        _probability = probability;
    }

    /// <summary>In training zeroes a share of the values and divides the others by 1 − share; else changes nothing.</summary>
    /// <param name="input">float of any shape, layout and type.</param>
    /// <returns>The input's shape, layout and type; a tensor of its own, outside training over the input's memory. The caller disposes it.</returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        if (!training)
        {
            return input.alias();
        }

        if (input.device_type != DeviceType.CPU
            || input.dtype is not (torch.ScalarType.Float32 or torch.ScalarType.BFloat16)
            || input.numel() * input.ElementSize > int.MaxValue)
        {
            return functional.dropout(input, _probability, training: true);
        }

        // The mask is written in the order of memory, and laid out like the input: another layout would cost more to read than to draw.
        using torch.Tensor mask = torch.empty_like(input);
        using torch.Tensor memory = InOrderOfMemory(mask);
        ulong seed = DrawSeed();
        if (input.dtype == torch.ScalarType.Float32)
        {
            Fill(MemoryMarshal.Cast<byte, float>(memory.bytes), _probability, seed);
        }
        else
        {
            Fill(MemoryMarshal.Cast<byte, ushort>(memory.bytes), _probability, seed);
        }

        return input.mul(mask);
    }

    private static torch.Tensor InOrderOfMemory(torch.Tensor mask) =>
        mask.is_contiguous() ? mask.alias() : mask.as_strided([mask.numel()], One, 0);

    /// <summary>Draws from libtorch's generator, so that its seed and saved state decide the masks.</summary>
    private static ulong DrawSeed()
    {
        using torch.Tensor seed = torch.randint(long.MaxValue, One, torch.ScalarType.Int64);
        return MemoryMarshal.Read<ulong>(seed.bytes);
    }

    /// <summary>Writes 0 with the given probability and 1 / (1 − probability) otherwise.</summary>
    internal static void Fill(Span<float> mask, double probability, ulong seed)
    {
        ushort threshold = Threshold(probability);
        Vector512<ushort> dropBelow = Vector512.Create(threshold);
        Vector512<float> keep = Vector512.Create(Kept(threshold));
        LanesOfXoshiro random = new(seed);
        Span<float> rest = mask;
        Span<float> block = stackalloc float[32];
        while (rest.Length > 0)
        {
            Span<float> target = rest.Length >= 32 ? rest[..32] : block;
            // 0 where kept lies above, all ones where it is dropped; widening keeps the sign, so the mask stays all ones or zero.
            Vector512<short> dropped = Vector512.LessThan(random.Next().AsUInt16(), dropBelow).AsInt16();
            (Vector512<int> lower, Vector512<int> upper) = Vector512.Widen(dropped);
            Vector512.AndNot(keep, lower.AsSingle()).CopyTo(target);
            Vector512.AndNot(keep, upper.AsSingle()).CopyTo(target[16..]);
            if (rest.Length < 32)
            {
                block[..rest.Length].CopyTo(rest);
                return;
            }

            rest = rest[32..];
        }
    }

    /// <summary>Writes the same mask as bfloat16: the upper half of each float, rounded.</summary>
    internal static void Fill(Span<ushort> mask, double probability, ulong seed)
    {
        ushort threshold = Threshold(probability);
        Vector512<ushort> dropBelow = Vector512.Create(threshold);
        uint bits = BitConverter.SingleToUInt32Bits(Kept(threshold));
        Vector512<ushort> keep = Vector512.Create((ushort)((bits + 0x8000) >> 16));
        LanesOfXoshiro random = new(seed);
        Span<ushort> rest = mask;
        Span<ushort> block = stackalloc ushort[32];
        while (rest.Length > 0)
        {
            Vector512<ushort> values = Vector512.AndNot(keep, Vector512.LessThan(random.Next().AsUInt16(), dropBelow));
            if (rest.Length < 32)
            {
                values.CopyTo(block);
                block[..rest.Length].CopyTo(rest);
                return;
            }

            values.CopyTo(rest);
            rest = rest[32..];
        }
    }

    private static ushort Threshold(double probability) => (ushort)Math.Clamp(Math.Round(probability * 65536), 0, 65535);

    private static float Kept(ushort threshold) => 65536f / (65536 - threshold);

    /// <summary>Eight generators side by side: xoshiro256++ (Blackman and Vigna 2021), whose output has no weak low bits.</summary>
    private ref struct LanesOfXoshiro
    {
        private Vector512<ulong> _s0;
        private Vector512<ulong> _s1;
        private Vector512<ulong> _s2;
        private Vector512<ulong> _s3;

        public LanesOfXoshiro(ulong seed)
        {
            SeededRandom source = new((long)seed);
            _s0 = Draw(source);
            _s1 = Draw(source);
            _s2 = Draw(source);
            _s3 = Draw(source);
        }

        public Vector512<ulong> Next()
        {
            Vector512<ulong> result = RotateLeft(_s0 + _s3, 23) + _s0;
            Vector512<ulong> shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = RotateLeft(_s3, 45);
            return result;
        }

        private static Vector512<ulong> RotateLeft(Vector512<ulong> value, int bits) => (value << bits) | (value >> (64 - bits));

        private static Vector512<ulong> Draw(SeededRandom source)
        {
            Span<ulong> lanes = stackalloc ulong[8];
            foreach (ref ulong lane in lanes)
            {
                lane = source.NextUInt64();
            }

            return Vector512.Create<ulong>(lanes);
        }
    }
}
