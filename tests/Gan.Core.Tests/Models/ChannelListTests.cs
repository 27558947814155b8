using System.Text.Json;

namespace Gan.Core.Tests.Models;

public class ChannelListTests
{
    [Fact]
    public void Lists_of_the_same_counts_are_equal()
    {
        ChannelList one = [128, 64], same = [128, 64];

        same.Should().Equal(128, 64);
        same.Equals((object)one).Should().BeTrue();
        same.GetHashCode().Should().Be(one.GetHashCode());
        foreach (ChannelList other in new ChannelList[] { [64, 128], [128], [128, 64, 32], [] })
        {
            one.Equals(other).Should().BeFalse();
        }

        one.Equals(null).Should().BeFalse();
    }

    [Fact]
    public void A_list_is_written_as_it_is_in_code() => $"{ChannelList.Create([128, 64])}".Should().Be("[128, 64]");

    [Fact]
    public void A_list_keeps_its_own_numbers()
    {
        int[] numbers = [128, 64];
        ChannelList list = ChannelList.Create(numbers);
        numbers[0] = 1;
        list[0].Should().Be(128);
    }

    [Fact]
    public void JSON_is_an_array_and_comes_back_equal()
    {
        ChannelList list = [128, 64];
        JsonSerializer.Serialize(list).Should().Be("[128,64]");
        JsonSerializer.Deserialize<ChannelList>("[128, 64]").Should().BeEquivalentTo(list).And.Equal(list);
    }

    [Theory]
    [InlineData("128")]
    [InlineData("{}")]
    [InlineData("[1.5]")]
    [InlineData("[\"128\"]")]
    [InlineData("[99999999999]")]
    [InlineData("[128, null]")]
    [InlineData("[128")]
    public void Other_JSON_is_refused(string json)
    {
        Action read = () => JsonSerializer.Deserialize<ChannelList>(json);
        read.Should().Throw<JsonException>();
    }
}
