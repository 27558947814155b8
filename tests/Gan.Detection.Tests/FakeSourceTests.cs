using TorchSharp;

namespace Gan.Detection.Tests;

public sealed class FakeSourceTests : IDisposable
{
    private readonly DetectorSetting _setting = new();

    public void Dispose() => _setting.Dispose();

    [Fact]
    public void No_split_shares_a_latent_vector_with_another_whatever_the_seeds()
    {
        HashSet<string> seen = [];
        int drawn = 0;
        foreach (FakeSource source in new[] { _setting.First, _setting.Second })
        {
            foreach (DetectionSplit split in Enum.GetValues<DetectionSplit>())
            {
                for (long seed = 0; seed < 5; seed++)
                {
                    using torch.Tensor latents = source.Generator.Latent.Sample(20, source.LatentSeed(split, seed));
                    foreach (torch.Tensor latent in latents.unbind())
                    {
                        seen.Add(Convert.ToHexString(latent.Bytes()));
                        latent.Dispose();
                        drawn++;
                    }
                }
            }
        }

        seen.Should().HaveCount(drawn);
        _setting.First.LatentSeed(DetectionSplit.Test, 4).Should().Be(_setting.First.LatentSeed(DetectionSplit.Test, 4));
    }

    [Fact]
    public void Its_pictures_are_bytes_as_real_ones_are()
    {
        using torch.Tensor pictures = _setting.First.Sample(3, DetectionSplit.Test, seed: 7);
        using torch.Tensor values = _setting.First.Generator.Sample(3, _setting.First.LatentSeed(DetectionSplit.Test, 7));
        using torch.Tensor rounded = PixelScaling.ToBytes(values);

        pictures.dtype.Should().Be(torch.ScalarType.Byte);
        pictures.Bytes().Should().Equal(rounded.Bytes());
    }

    [Fact]
    public void Its_fingerprint_is_that_of_the_weights()
    {
        using IGenerator same = TestData.Transposed.Create(seed: 1), other = TestData.Transposed.Create(seed: 9);

        new FakeSource("another name", same).Fingerprint.Should().Be(_setting.First.Fingerprint).And.HaveLength(64);
        new FakeSource("first", other).Fingerprint.Should().NotBe(_setting.First.Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void It_has_a_name(string name)
    {
        Action create = () => _ = new FakeSource(name, _setting.First.Generator);
        create.Should().Throw<ArgumentException>();
    }
}
