namespace Gan.Core.Tests.Runtime;

public class RandomSeedsTests
{
    [Theory]
    [InlineData(0, "latent", 0, 7317407305161926814)]
    [InlineData(42, "latent", 0, 8485593336127918199)]
    [InlineData(42, "latent", 1, 4464990981985590012)]
    [InlineData(-1, "epoch order", 0, -2188817121805880440)]
    [InlineData(42, "größe", 9223372036854775807, -6930588670675965216)]
    public void A_seed_purpose_and_index_always_give_the_same_seed(long seed, string purpose, long index, long derived) =>
        RandomSeeds.Derive(seed, purpose, index).Should().Be(derived);

    [Fact]
    public void Seeds_purposes_and_indices_give_different_seeds()
    {
        IEnumerable<long> seeds =
            from seed in Enumerable.Range(-3, 7)
            from purpose in new[] { "latent", "step", "epoch order", "generator weights", "" }
            from index in Enumerable.Range(0, 50)
            select RandomSeeds.Derive(seed, purpose, index);
        seeds.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Neighbouring_indices_share_no_pattern()
    {
        double[] changed = [.. Enumerable.Range(0, 1000).Select(index =>
            (double)long.PopCount(RandomSeeds.Derive(42, "latent", index) ^ RandomSeeds.Derive(42, "latent", index + 1)))];

        // Half of 64 bits change, with a standard deviation of 4.
        changed.Average().Should().BeApproximately(32, 1);
        changed.Min().Should().BeGreaterThan(12);
    }
}
