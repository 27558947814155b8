using System.Globalization;
using System.Xml.Linq;

namespace Gan.Reports.Tests;

public class SvgChartTests
{
    [Fact]
    public void A_long_title_goes_on_below_and_moves_the_chart_down()
    {
        XElement[] longer = Drawn("sliced Wasserstein distance of patches × 1000, random convolutions"), shorter = Drawn("losses");

        Title(longer).Should().Equal("sliced Wasserstein distance of patches × 1000,", "random convolutions");
        Title(shorter).Should().Equal("losses");
        (HeightOf(longer) - HeightOf(shorter)).Should().Be(18);
        (Lowest(longer) - Lowest(shorter)).Should().Be(18);

        static string[] Title(XElement[] all) =>
            [.. all.Where(element => (string?)element.Attribute("class") == "title").Select(element => element.Value)];

        static double HeightOf(XElement[] all) => Number(((string)all[0].Attribute("viewBox")!).Split(' ')[3]);

        static double Lowest(XElement[] all) =>
            all.Where(element => (string?)element.Attribute("class") == "grid").Max(element => Number((string)element.Attribute("y1")!));
    }

    [Fact]
    public void A_word_that_is_longer_than_a_line_is_not_broken()
    {
        string word = new('w', 60);
        Drawn($"a {word} b").Where(element => (string?)element.Attribute("class") == "title").Select(element => element.Value)
            .Should().Equal("a", word, "b");
    }

    private static XElement[] Drawn(string title) =>
        [.. XElement.Parse(SvgChart.Render(title, [new ChartLine("red", "run", [(1, 2), (2, 3)])])).DescendantsAndSelf()];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
