using System.Globalization;

namespace Gan.Reports.Tests;

public class SearchSyntaxTests
{
    [Theory]
    [InlineData("batch-size = 16, 32,64", "batch-size=16,32,64")]
    [InlineData("beta1=0,0.5", "beta1=0,0.5")]
    [InlineData("preset=lr0003,baseline", "preset=lr0003,baseline")]
    [InlineData("horizontal-flip=on,off", "horizontal-flip=off,on")]
    public void A_grid_is_read(string text, string read)
    {
        SearchParameter parameter = SearchSyntax.Grid(text);

        parameter.ToString().Should().Be(read);
        parameter.IsGrid.Should().BeTrue();
    }

    [Theory]
    [InlineData("generator-rate=5e-5..1e-3 log", "generator-rate=5e-05..0.001 log")]
    [InlineData("batch-size=16..64", "batch-size=16..64 whole")]
    [InlineData("half-life=1000..50000  log whole", "half-life=1000..50000 log whole")]
    [InlineData("beta1=0..0.9", "beta1=0..0.9")]
    public void A_range_is_read_and_written_so_that_it_can_be_read(string text, string read)
    {
        SearchParameter parameter = SearchSyntax.Random(text);

        parameter.ToString().Should().Be(read);
        parameter.IsGrid.Should().BeFalse();
        SearchSyntax.Random(read).ToString().Should().Be(read);
    }

    [Theory]
    [InlineData("batch-sizes=16", "'batch-sizes' is unknown. Choose one of learning-rate, generator-rate, discriminator-rate, beta1, ")]
    [InlineData("batch-size", "'batch-size' is no parameter: write it as in 'batch-size=16,32,64'.")]
    [InlineData("batch-size=", "'batch-size=' is no parameter: write it as in 'batch-size=16,32,64'.")]
    [InlineData("batch-size=16,,32", "'' in 'batch-size=16,,32' is no number; write 0.0003 or 3e-4.")]
    [InlineData("batch-size=16.5", "'batch-size' has '16.5'; its numbers must be whole.")]
    [InlineData("batch-size=16,16", "'batch-size' has the values '16,16'; give at least one number, and none twice.")]
    [InlineData("beta1=nan", "'nan' in 'beta1=nan' is no number; write 0.0003 or 3e-4.")]
    [InlineData("preset=lr9", "The preset 'lr9' is unknown. Choose from baseline, ")]
    [InlineData("horizontal-flip=maybe", "'horizontal-flip=maybe' is no list: horizontal-flip is tried as off,on.")]
    public void What_is_no_grid_is_told_in_one_line(string text, string message) =>
        FluentActions.Invoking(() => SearchSyntax.Grid(text)).Should().Throw<FormatException>()
            .Which.Message.Should().StartWith(message).And.NotContain("\n");

    [Theory]
    [InlineData("generator-rate=1e-3", "'generator-rate=1e-3' is no range: write it as in 'generator-rate=5e-5..1e-3 log'.")]
    [InlineData("generator-rate=1e-5..1e-3 lag", "'generator-rate=1e-5..1e-3 lag' is no range: write it as in ")]
    [InlineData("generator-rate=1e-3..1e-5", "'generator-rate' has the range '0.001..1e-05'; its first number must be below its second.")]
    [InlineData("generator-rate=0..1e-3 log", "'generator-rate' has the range '0..0.001 log'; logarithms need numbers above 0.")]
    [InlineData("generator-rate=a..b", "'a' in 'generator-rate=a..b' is no number; write 0.0003 or 3e-4.")]
    [InlineData("preset=lr0002..lr0003", "'preset=lr0002..lr0003' is no range: preset has names, all of which are tried as a grid.")]
    [InlineData("rate=1..2", "'rate' is unknown. Choose one of learning-rate, ")]
    public void What_is_no_range_is_told_in_one_line(string text, string message) =>
        FluentActions.Invoking(() => SearchSyntax.Random(text)).Should().Throw<FormatException>()
            .Which.Message.Should().StartWith(message).And.NotContain("\n");

    [Fact]
    public void Numbers_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            SearchSyntax.Grid("beta1=0.25,0.5").ToString().Should().Be("beta1=0.25,0.5");
            SearchSyntax.Random("beta1=0.25..0.5").ToString().Should().Be("beta1=0.25..0.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
