using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests;

public class CifarOptionsTests
{
    [Fact]
    public void The_defaults_are_as_documented()
    {
        CifarOptions options = new();

        options.DataPath.Should().BeNull();
        options.CacheRoot.Should().BeNull();
        options.Split.Should().Be(CifarSplit.Train);
        options.Classes.Should().HaveCount(10);
        options.Verification.Should().Be(CifarVerification.Structure);
        options.Mirrors[0].Should().Be(new Uri("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"));
        options.Mirrors.Should().OnlyContain(mirror => mirror.Scheme == "https");
        options.ConnectTimeout.Should().Be(TimeSpan.FromSeconds(8));
        options.StallTimeout.Should().Be(TimeSpan.FromSeconds(30));
        options.MaxAttempts.Should().Be(4);
    }

    [Fact]
    public async Task Every_setting_without_meaning_is_listed_in_one_error()
    {
        CifarOptions options = new()
        {
            DataPath = " ",
            Classes = [],
            Mirrors = [new Uri("http://example.org/cifar-10-binary.tar.gz")],
            StallTimeout = TimeSpan.Zero,
            MaxAttempts = 0,
        };

        Func<Task> load = () => Cifar10Dataset.LoadAsync(options);

        string message = (await load.Should().ThrowAsync<ArgumentException>()).Which.Message;
        message.Should().ContainAll("DataPath", "Classes", "http://example.org", "only https", "StallTimeout", "MaxAttempts");
    }

    [Fact]
    public void The_cache_is_found_without_a_network()
    {
        using TemporaryFolder folder = new();
        CifarOptions options = new() { CacheRoot = folder.Root };

        CifarLocator.Find(options).Should().BeNull();
        File.WriteAllBytes(folder["cifar-10-binary.tar.gz"], []);

        CifarLocator.Find(options).Should().Be(folder["cifar-10-binary.tar.gz"]);
        CifarLocator.LooksLikeCifar10(folder.Root).Should().BeTrue();
    }

    [Fact]
    public void A_rate_of_zero_has_no_remaining_time()
    {
        new DownloadProgress(DownloadStage.Downloading, null, 5, 10, 0).Remaining.Should().BeNull();
        new DownloadProgress(DownloadStage.Downloading, null, 5, 10, 1e-9).Remaining.Should().BeNull();
        new DownloadProgress(DownloadStage.Downloading, null, 5, 10, 2).Remaining.Should().Be(TimeSpan.FromSeconds(2.5));
    }
}
