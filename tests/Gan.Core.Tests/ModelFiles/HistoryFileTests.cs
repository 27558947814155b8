using System.Globalization;
using Gan.Core.ModelFiles;

namespace Gan.Core.Tests.ModelFiles;

public sealed class HistoryFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly HistoryEntry[] Entries =
    [
        new()
        {
            Epoch = 1,
            Step = 50,
            Images = 1600,
            DiscriminatorLoss = 0.5,
            GeneratorLoss = 1.25,
            RealScore = 0.75,
            FakeScore = 0.125,
            ImagesPerSecond = 1234.5,
        },
        new()
        {
            Epoch = 2,
            Step = 100,
            Images = 3200,
            DiscriminatorLoss = 1e-7,
            GeneratorLoss = 123456.78,
            RealScore = 1,
            FakeScore = 0,
            ImagesPerSecond = 0.1,
        },
    ];

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void It_is_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            HistoryFile.Write(_folder.File("h.csv"), Entries);
            HistoryFile.Read(_folder.File("h.csv")).Should().Equal(Entries);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        File.ReadAllText(_folder.File("h.csv")).Should().Be(
            "epoch,step,images,d_loss,g_loss,d_real,d_fake,images_per_second\n1,50,1600,0.5,1.25,0.75,0.125,1234.5\n2,100,3200,1E-07,123456.78,1,0,0.1\n");
    }

    [Fact]
    public void Entries_are_added_at_the_end()
    {
        HistoryFile.Write(_folder.File("h.csv"), Entries[..1]);
        HistoryFile.Append(_folder.File("h.csv"), Entries[1]);

        HistoryFile.Read(_folder.File("h.csv")).Should().Equal(Entries);
    }

    [Theory]
    [InlineData("", "first line")]
    [InlineData("epoch,step,images,d_loss,g_loss,d_real,d_fake,images_per_second\n1,2,3\n", "line 2")]
    [InlineData("epoch,step,images,d_loss,g_loss,d_real,d_fake,images_per_second\n1,2,3,4,5,6,7,x\n", "line 2")]
    public void Damage_is_named_with_its_line(string content, string place)
    {
        File.WriteAllText(_folder.File("h.csv"), content);

        Action read = () => HistoryFile.Read(_folder.File("h.csv"));

        read.Should().Throw<GanFileException>().WithMessage($"*h.csv*{place}*");
    }

    public void Dispose() => _folder.Dispose();
}
