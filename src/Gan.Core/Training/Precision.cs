using System.Text.Json.Serialization;

namespace Gan.Core;

/// <summary>In what numbers the networks compute. Weights, gradients and optimizer are float32 always, and so is what files hold.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "The types are what is chosen.")]
[JsonConverter(typeof(JsonStringEnumConverter<Precision>))]
public enum Precision
{
    /// <summary>32-bit floating point.</summary>
    Float32 = 0,

    /// <summary>
    /// 16 bits with the range of float32 and 8 bits of precision: about twice as fast on processors that have instructions for it
    /// (avx512_bf16, AMX, GPUs since Ampere), many times slower on others.
    /// </summary>
    BFloat16 = 1,

    /// <summary>
    /// Times a convolution in both when the trainer is built, and takes bfloat16 where that is faster by a quarter or more. A run that is
    /// resumed times anew and may go on in the other; name one of them where a run must be repeatable.
    /// </summary>
    Auto = 2,
}
