
namespace Gan.Detection.Tests;

public sealed class GroupSplitTests
{
    [Fact]
    public void Groups_stay_whole_and_every_picture_is_in_one_part()
    {
        long[] groups = [.. Enumerable.Range(0, 100).Select(i => i % 17L)];

        (int[] first, int[] second) = GroupSplit.Split(groups, share: 0.3, seed: 5);

        first.Concat(second).Order().Should().Equal(Enumerable.Range(0, 100));
        first.Select(i => groups[i]).Intersect(second.Select(i => groups[i])).Should().BeEmpty();
        second.Length.Should().BeInRange(20, 30);
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        long[] groups = [.. Enumerable.Range(0, 50).Select(i => (long)i)];

        GroupSplit.Split(groups, 0.2, seed: 1).Second.Should().Equal(GroupSplit.Split(groups, 0.2, seed: 1).Second);
        GroupSplit.Split(groups, 0.2, seed: 1).Second.Should().NotEqual(GroupSplit.Split(groups, 0.2, seed: 2).Second);
    }

    [Fact]
    public void Both_parts_have_a_picture_even_when_a_group_is_larger_than_the_share()
    {
        (int[] first, int[] second) = GroupSplit.Split([4, 4, 4, 4, 9, 9, 9, 9], share: 0.1, seed: 0);

        first.Should().HaveCount(4);
        second.Should().HaveCount(4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_group_that_does_not_fit_stays_whole_in_the_first_part_and_smaller_ones_fill_the_second(long seed)
    {
        long[] groups = [.. Enumerable.Repeat(-1L, 900), .. Enumerable.Range(0, 1000).Select(i => (long)(i / 10))];

        (int[] first, int[] second) = GroupSplit.Split(groups, share: 0.15, seed);

        first.Should().Contain(Enumerable.Range(0, 900));
        second.Should().HaveCount(280);
    }

    [Fact]
    public void One_group_cannot_be_split()
    {
        Action split = () => GroupSplit.Split([7, 7, 7], 0.5, seed: 0);
        split.Should().Throw<GanDataException>().WithMessage("*one group*Add others*");
    }
}
