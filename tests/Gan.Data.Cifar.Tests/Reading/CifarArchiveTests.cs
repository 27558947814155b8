using System.Formats.Tar;
using System.Text;
using Gan.Core;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Reading;
using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests.Reading;

public sealed class CifarArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallCifar _set = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_archive_gives_the_same_set_as_the_folder_whatever_its_order()
    {
        CifarOptions options = new() { Split = CifarSplit.Both, Classes = [CifarClass.Dog, CifarClass.Ship] };
        CifarContent folder = await NewLoader(options with { DataPath = _set.WriteTo(_folder["set"]) }).LoadAsync(null, default);

        CifarContent archive = await LoadAsync(_set.Archive, options);
        CifarContent reversed = await LoadAsync(_set.Pack(order: CifarEdition.AllFiles.Reverse()), options);

        archive.Images.Fingerprint.Should().Be(folder.Images.Fingerprint);
        reversed.Images.Fingerprint.Should().Be(folder.Images.Fingerprint);
        archive.Source.Should().Be(_folder["any name.tgz"]);
    }

    [Fact]
    public async Task Every_truncation_is_noticed()
    {
        for (int percent = 0; percent < 100; percent++)
        {
            await ShouldFailAsync(_set.Archive[..(_set.Archive.Length * percent / 100)]);
        }

        for (int missing = 1; missing <= 20; missing++)
        {
            await ShouldFailAsync(_set.Archive[..^missing]);
        }
    }

    [Fact]
    public async Task A_flipped_bit_is_noticed_wherever_it_is()
    {
        Random random = new(7);
        for (int i = 0; i < 50; i++)
        {
            byte[] archive = [.. _set.Archive];
            archive[random.Next(10, archive.Length)] ^= (byte)(1 << random.Next(8));
            await ShouldFailAsync(archive);
        }
    }

    [Fact]
    public async Task What_follows_the_compressed_data_is_noticed()
    {
        await ShouldFailAsync([.. _set.Archive, .. "and more"u8], "something was added");
        await ShouldFailAsync([.. _set.Archive, .. SmallCifar.Gzip(new byte[512])], "something was added");
    }

    [Fact]
    public async Task A_tar_without_its_end_or_with_something_after_it_is_refused()
    {
        byte[] tar = _set.Tar();

        await ShouldFailAsync(SmallCifar.Gzip(tar[..^1024]), "before the end of the archive");
        await ShouldFailAsync(SmallCifar.Gzip([.. tar, .. "tail"u8]), "something follows the end");
    }

    [Theory]
    [InlineData("../evil.bin")]
    [InlineData("/etc/evil.bin")]
    [InlineData("..\\evil.bin")]
    [InlineData("cifar-10-batches-bin/../data_batch_1.bin")]
    [InlineData("cifar-10-batches-bin/DATA_BATCH_1.BIN")]
    [InlineData("cifar-10-batches-bin/extra.bin")]
    public async Task A_member_that_CIFAR_10_does_not_have_is_refused_and_nothing_is_written(string name)
    {
        await ShouldFailAsync(_set.Pack(tar => SmallCifar.Write(tar, name, [1, 2, 3])), $"holds the file '{name}'");

        _folder.Files.Should().Equal("any name.tgz");
        Directory.GetDirectories(_folder.Root).Should().BeEmpty();
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "symbolic link")]
    [InlineData(TarEntryType.HardLink, "hard link")]
    [InlineData(TarEntryType.Fifo, "pipe")]
    [InlineData(TarEntryType.CharacterDevice, "device")]
    public async Task Only_plain_files_are_accepted(TarEntryType type, string description)
    {
        UstarTarEntry entry = new(type, "cifar-10-batches-bin/data_batch_1.bin");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        await ShouldFailAsync(_set.Pack(tar => tar.WriteEntry(entry)), $"holds the {description} '{entry.Name}'");
    }

    [Theory]
    [InlineData("cifar-100-binary/train.bin", "CIFAR-100")]
    [InlineData("cifar-10-batches-py/data_batch_4", "Python")]
    public async Task An_archive_of_something_else_says_what_it_is(string member, string expected) =>
        await ShouldFailAsync(_set.Pack(tar => SmallCifar.Write(tar, member, [1])), expected);

    [Fact]
    public async Task A_repeated_member_is_refused() =>
        await ShouldFailAsync(_set.Pack(order: [.. CifarEdition.AllFiles, "data_batch_2.bin"]), "data_batch_2.bin twice");

    [Fact]
    public async Task A_missing_member_is_named() =>
        await ShouldFailAsync(_set.Pack(order: CifarEdition.AllFiles.Skip(1)), "lacks data_batch_1.bin");

    [Fact]
    public async Task A_member_of_the_wrong_size_is_refused()
    {
        _set.Files["data_batch_2.bin"] = _set.Files["data_batch_2.bin"][1..];

        await ShouldFailAsync(_set.Pack(), "data_batch_2.bin' has 61459 bytes; it must have exactly 61460");
    }

    [Fact]
    public async Task A_size_of_ten_gigabytes_is_refused_at_its_header()
    {
        byte[] tar = _set.Tar(first => SmallCifar.Write(first, "cifar-10-batches-bin/readme.html", []));
        Encoding.ASCII.GetBytes("112402762000").CopyTo(tar, 124);
        Array.Fill(tar, (byte)' ', 148, 8);
        Encoding.ASCII.GetBytes(Convert.ToString(tar.Take(512).Sum(b => b), 8).PadLeft(6, '0') + "\0").CopyTo(tar, 148);

        await ShouldFailAsync(SmallCifar.Gzip(tar), "readme.html' has 10000000000 bytes");
    }

    [Fact]
    public async Task A_damaged_header_names_its_offset()
    {
        byte[] tar = _set.Tar();
        tar[512 + 100] ^= 1;

        await ShouldFailAsync(SmallCifar.Gzip(tar), "header at unpacked offset 512 is damaged");
    }

    [Fact]
    public async Task An_extended_header_may_carry_times_and_not_another_name()
    {
        PaxTarEntry Entry(string key, string value) => new(
            TarEntryType.Directory, "cifar-10-batches-bin/", new Dictionary<string, string> { [key] = value });
        string[] once = [.. CifarEdition.AllFiles];

        await LoadAsync(_set.Pack(tar => tar.WriteEntry(new PaxGlobalExtendedAttributesTarEntry(
            new Dictionary<string, string> { ["comment"] = "by hand" })), once), new CifarOptions());
        await ShouldFailAsync(_set.Pack(tar => tar.WriteEntry(Entry("GNU.sparse.major", "1")), once), "sets '");
        await ShouldFailAsync(_set.Pack(tar => tar.WriteEntry(Entry("comment", new string('x', 5000))), once), "extended header");
    }

    [Fact]
    public async Task A_bomb_stops_at_its_limit()
    {
        byte[] bomb = SmallCifar.Gzip(_set.Tar().Concat(new byte[8 << 20]).ToArray());

        await ShouldFailAsync(bomb, "unpacks to more than");
    }

    [Fact]
    public async Task A_label_in_an_archive_names_the_member_and_record()
    {
        _set.Files["data_batch_2.bin"][CifarEdition.BytesPerRecord * 3] = 10;

        await ShouldFailAsync(_set.Pack(), "cifar-10-batches-bin/data_batch_2.bin: record 3 at offset 9219 has label 10");
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("<!DOCTYPE html><html>503</html>", "web page")]
    [InlineData("\uFEFF\n <html>", "web page")]
    [InlineData("PK\u0003\u0004", "zip file")]
    [InlineData("hello", "is not a gzip archive")]
    public async Task A_file_that_is_no_archive_says_what_it_is(string content, string expected) =>
        await ShouldFailAsync(Encoding.UTF8.GetBytes(content), expected);

    [Fact]
    public async Task An_archive_elsewhere_need_not_be_the_official_one_unless_asked()
    {
        CifarEdition official = _set.Edition;
        _set.Files["data_batch_1.bin"][^1] ^= 1;
        File.WriteAllBytes(_folder["other.tar.gz"], _set.Pack());
        CifarOptions options = new() { DataPath = _folder["other.tar.gz"] };

        await new CifarLoader(options, official, TimeProvider.System).LoadAsync(null, default);
        Func<Task> strict = () => new CifarLoader(
            options with { Verification = CifarVerification.OfficialChecksums }, official, TimeProvider.System).LoadAsync(null, default);

        (await strict.Should().ThrowAsync<GanDataException>()).WithMessage("*the official archive*DataPath*Structure*");
    }

    [Fact]
    public async Task An_archive_in_the_cache_must_be_the_official_one()
    {
        byte[] other = [.. _set.Archive];
        other[^9] ^= 1;
        File.WriteAllBytes(_folder["cifar-10-binary.tar.gz"], other);

        Func<Task> load = () => NewLoader(new CifarOptions { CacheRoot = _folder.Root }).LoadAsync(null, default);

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage("*is not the official archive: its SHA-256 is *");
    }

    private CifarLoader NewLoader(CifarOptions options) => new(options, _set.Edition, TimeProvider.System);

    private Task<CifarContent> LoadAsync(byte[] archive, CifarOptions options)
    {
        File.WriteAllBytes(_folder["any name.tgz"], archive);
        return NewLoader(options with { DataPath = _folder["any name.tgz"] }).LoadAsync(null, default);
    }

    private async Task ShouldFailAsync(byte[] archive, string expected = "any name.tgz")
    {
        Func<Task> load = () => LoadAsync(archive, new CifarOptions());
        (await load.Should().ThrowAsync<GanDataException>()).Which.Message.Should().Contain(expected).And.Contain(_folder["any name.tgz"]);
    }
}
