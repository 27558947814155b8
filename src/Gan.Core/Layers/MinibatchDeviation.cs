using TorchSharp;
using static TorchSharp.torch.nn;

namespace Gan.Core.Layers;

/// <summary>
/// Adds a channel that says how much the pictures of a group differ, so that a discriminator sees when a generator makes always the same
/// (Karras et al. 2018, "Progressive growing of GANs", in groups as in StyleGAN, 2019).
/// </summary>
/// <remarks>
/// The group of a picture is its neighbours in the batch, so that real and generated pictures joined to one batch share no group when the
/// group divides each half.
/// </remarks>
/// <threadsafety>An instance serves one thread.</threadsafety>
public sealed class MinibatchDeviation : Module<torch.Tensor, torch.Tensor>
{
    // Made when the first picture passes: a number of TorchSharp's needs libtorch, which the constructor asks for in words.
    private static readonly Scalar Epsilon = 1e-8.ToScalar();
    private static readonly long[] Group = [1];
    private static readonly long[] Features = [1, 2, 3];

    private readonly int _groupSize;

    /// <summary>Creates the layer.</summary>
    /// <param name="groupSize">
    /// Pictures in a group, at least 1; where it does not divide the batch, the largest smaller number that does. The default value is 4,
    /// StyleGAN's.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groupSize"/> is below 1.</exception>
    /// <exception cref="TorchRuntimeException">libtorch cannot be loaded.</exception>
    public MinibatchDeviation(int groupSize = 4)
        : base(LayerParts.Name(nameof(MinibatchDeviation)))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(groupSize, 1);
        _groupSize = groupSize;
    }

    /// <summary>Adds the channel.</summary>
    /// <param name="input">float [N, C, H, W], of any floating-point type.</param>
    /// <returns>
    /// [N, C + 1, H, W] of the input's type, channels-last: the last channel is the deviation over the group, averaged over channels and
    /// pixels. The caller disposes it.
    /// </returns>
    public override torch.Tensor forward(torch.Tensor input)
    {
        using var scope = torch.NewDisposeScope();
        long[] shape = input.shape;
        long size = Math.Min(_groupSize, shape[0]);
        while (shape[0] % size != 0)
        {
            size--;
        }

        torch.Tensor groups = input.reshape(shape[0] / size, size, shape[1], shape[2], shape[3]);
        torch.Tensor differences = groups.sub(groups.mean(Group, keepdim: true));
        torch.Tensor deviation = differences.square().mean(Group).Plus(Epsilon).sqrt().mean(Features);
        torch.Tensor channel = deviation.view(-1, 1, 1, 1, 1).expand(-1, size, 1, shape[2], shape[3]);
        return MemoryFormat.ChannelsLast(torch.cat([input, channel.reshape(shape[0], 1, shape[2], shape[3])], 1)).MoveToOuterDisposeScope();
    }
}
