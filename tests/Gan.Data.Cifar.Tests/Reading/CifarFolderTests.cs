using Gan.Core;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Reading;
using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests.Reading;

public sealed class CifarFolderTests : IDisposable
{
    private const int Record = CifarEdition.BytesPerRecord;
    private readonly TemporaryFolder _folder = new();
    private readonly SmallCifar _set = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_picture_comes_with_its_pixels_and_label_in_the_order_of_the_files()
    {
        CifarContent content = await LoadAsync(new CifarOptions { Split = CifarSplit.Both });

        content.Images.Count.Should().Be(120);
        content.Images.Name.Should().Be("CIFAR-10 (train and test)");
        content.Images.Shape.Should().Be(new ImageShape(3, 32, 32));
        content.Images.ClassNames.Should().Equal(CifarEdition.ClassNames);
        byte[] all = [.. CifarEdition.AllFiles.SelectMany(file => _set.Files[file])];
        byte[] image = new byte[3072];
        for (int i = 0; i < 120; i++)
        {
            content.Images.CopyImage(i, image);
            image.Should().Equal(all[((i * Record) + 1)..((i + 1) * Record)]);
            content.Images.GetLabel(i).Should().Be(all[i * Record]);
        }
    }

    [Theory]
    [InlineData(CifarSplit.Train, 10, "CIFAR-10 dog (train)")]
    [InlineData(CifarSplit.Test, 2, "CIFAR-10 dog (test)")]
    [InlineData(CifarSplit.Both, 12, "CIFAR-10 dog (train and test)")]
    public async Task One_class_is_read_alone_with_label_0(CifarSplit split, int count, string name)
    {
        CifarContent content = await LoadAsync(new CifarOptions { Split = split, Classes = [CifarClass.Dog] });

        content.Images.Count.Should().Be(count);
        content.Images.Name.Should().Be(name);
        content.Images.ClassNames.Should().Equal("dog");
        Enumerable.Range(0, count).Select(content.Images.GetLabel).Should().AllBeEquivalentTo(0);
    }

    [Fact]
    public async Task Several_classes_keep_the_order_of_their_labels_however_they_are_named()
    {
        CifarContent content = await LoadAsync(new CifarOptions { Classes = [CifarClass.Dog, CifarClass.Cat, CifarClass.Dog] });

        content.Classes.Should().Equal(CifarClass.Cat, CifarClass.Dog);
        content.Images.ClassNames.Should().Equal("cat", "dog");
        content.Images.Count.Should().Be(20);
        byte[] all = [.. CifarEdition.TrainFiles.SelectMany(file => _set.Files[file].Chunk(Record)).Select(record => record[0])];
        Enumerable.Range(0, 20).Select(content.Images.GetLabel).Should()
            .Equal(all.Where(label => label is 3 or 5).Select(label => label == 3 ? 0 : 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("cifar-10-batches-bin")]
    public async Task The_files_lie_in_the_folder_or_in_the_usual_subfolder(string subfolder)
    {
        _set.WriteTo(_folder[subfolder]);

        CifarContent content = await NewLoader(new CifarOptions { DataPath = _folder.Root }).LoadAsync(null, default);

        content.Source.Should().Be(Path.TrimEndingDirectorySeparator(_folder[subfolder]));
    }

    [Fact]
    public async Task Training_needs_no_test_file()
    {
        _set.Files.Remove(CifarEdition.TestFile);

        (await LoadAsync(new CifarOptions())).Images.Count.Should().Be(100);
    }

    [Theory]
    [InlineData(0, "is empty")]
    [InlineData((SmallCifar.RecordsPerFile * Record) - 1, "is 61459 bytes long; a file of CIFAR-10 has exactly 61460")]
    [InlineData((SmallCifar.RecordsPerFile * Record) + 1, "so it is too long")]
    [InlineData((SmallCifar.RecordsPerFile - 1) * Record, "(19 records)")]
    [InlineData((SmallCifar.RecordsPerFile + 1) * Record, "(21 records)")]
    [InlineData(SmallCifar.RecordsPerFile * (Record + 1), "This is CIFAR-100")]
    [InlineData(SmallCifar.RecordsPerFile * (Record + 1) * 5, "This is CIFAR-100")]
    public async Task A_file_of_the_wrong_size_is_refused(int size, string expected)
    {
        byte[] content = new byte[size];
        _set.Files["data_batch_3.bin"].AsSpan(0, Math.Min(size, SmallCifar.RecordsPerFile * Record)).CopyTo(content);
        _set.Files["data_batch_3.bin"] = content;

        await ShouldFailAsync("data_batch_3.bin", expected);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 255)]
    [InlineData(19, 11)]
    public async Task A_label_outside_the_classes_names_file_record_and_offset(int record, byte label)
    {
        _set.Files["data_batch_2.bin"][record * Record] = label;

        await ShouldFailAsync($"data_batch_2.bin: record {record} at offset {record * Record} has label {label}");
    }

    [Fact]
    public async Task A_file_of_zeros_is_refused()
    {
        Array.Clear(_set.Files["data_batch_1.bin"]);

        await ShouldFailAsync("data_batch_1.bin: 20 of its 20 records are labelled 0 (airplane)", "nothing but zeros");
    }

    [Fact]
    public async Task A_missing_file_is_named()
    {
        _set.Files.Remove("data_batch_3.bin");

        await ShouldFailAsync("lacks data_batch_3.bin.");
    }

    [Fact]
    public async Task A_repeated_file_is_named()
    {
        _set.Files["data_batch_4.bin"] = _set.Files["data_batch_3.bin"];

        await ShouldFailAsync("data_batch_3.bin and data_batch_4.bin hold the same records");
    }

    [Fact]
    public async Task A_test_file_in_place_of_a_training_file_shows_in_the_counts()
    {
        (_set.Files["data_batch_1.bin"], _set.Files["test_batch.bin"]) = (_set.Files["test_batch.bin"], _set.Files["data_batch_1.bin"]);

        await ShouldFailAsync("exactly 10 of each class", "swapped");
    }

    [Fact]
    public async Task A_training_file_in_place_of_the_test_file_is_named()
    {
        _set.Files["test_batch.bin"] = _set.Files["data_batch_1.bin"];

        await ShouldFailAsync(new CifarOptions { Split = CifarSplit.Test }, "test_batch.bin: ", "has only 2 of them there");
    }

    [Fact]
    public async Task A_pickle_is_named_as_the_Python_version()
    {
        byte[] pickle = _set.Files["data_batch_1.bin"];
        pickle[0] = 0x80;
        pickle[1] = 2;
        pickle[2] = (byte)'}';

        await ShouldFailAsync("data_batch_1.bin", "Python version");
    }

    [SkippableFact]
    public async Task Capital_letters_are_named_where_they_matter()
    {
        _set.WriteTo(_folder["set"]);
        File.Move(_folder["set/data_batch_5.bin"], _folder["set/DATA_BATCH_5.BIN"]);
        Skip.If(File.Exists(_folder["set/data_batch_5.bin"]), "The file system does not tell capital letters apart.");

        Func<Task> load = () => NewLoader(new CifarOptions { DataPath = _folder["set"] }).LoadAsync(null, default);

        (await load.Should().ThrowAsync<GanDataException>())
            .WithMessage("*'DATA_BATCH_5.BIN' has capital letters; rename it to data_batch_5.bin*");
    }

    [Theory]
    [InlineData("cifar-100-binary", "CIFAR-100")]
    [InlineData("cifar-10-batches-py", "Python")]
    [InlineData("cifar-10-batches-mat", "MATLAB")]
    [InlineData("holiday", "holds no CIFAR-10")]
    public async Task A_folder_with_something_else_says_what_it_is(string name, string expected)
    {
        Directory.CreateDirectory(_folder[name]);
        Func<Task> load = () => NewLoader(new CifarOptions { DataPath = _folder.Root }).LoadAsync(null, default);

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage($"*{expected}*");
        CifarLocator.LooksLikeCifar10(_folder.Root).Should().BeFalse();
    }

    [Fact]
    public async Task A_path_that_does_not_exist_is_named()
    {
        Func<Task> load = () => NewLoader(new CifarOptions { DataPath = _folder["nothing"] }).LoadAsync(null, default);

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage($"There is no file or folder '{_folder["nothing"]}'*");
    }

    [Theory]
    [InlineData("airplane\r\nautomobile\r\nbird\r\ncat\r\ndeer\r\ndog\r\nfrog\r\nhorse\r\nship\r\ntruck\r\n\r\n", null)]
    [InlineData("\uFEFFairplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck", null)]
    [InlineData("airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\n", "names 9 classes")]
    [InlineData("airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\nwolf\n", "names 11 classes")]
    [InlineData("airplane\nautomobile\nbird\ncat\ndeer\nhönd\nfrog\nhorse\nship\ntruck\n", "label 5 is 'hönd', and in CIFAR-10 it is 'dog'")]
    public async Task The_class_names_beside_the_files_must_be_those_of_the_set(string text, string? expected)
    {
        _set.WriteTo(_folder["set"]);
        File.WriteAllText(_folder["set/batches.meta.txt"], text);
        Func<Task> load = () => NewLoader(new CifarOptions { DataPath = _folder["set"] }).LoadAsync(null, default);

        if (expected is null)
        {
            await load.Should().NotThrowAsync();
        }
        else
        {
            (await load.Should().ThrowAsync<GanDataException>()).WithMessage($"*batches.meta.txt*{expected}*");
        }
    }

    [Fact]
    public async Task One_altered_pixel_passes_by_default_and_not_where_the_official_files_are_asked_for()
    {
        CifarEdition edition = _set.Edition;
        _set.Files["data_batch_5.bin"][^1] ^= 1;
        _set.WriteTo(_folder["set"]);
        CifarOptions options = new() { DataPath = _folder["set"] };

        await new CifarLoader(options, edition, TimeProvider.System).LoadAsync(null, default);
        Func<Task> strict = () => new CifarLoader(
            options with { Verification = CifarVerification.OfficialChecksums }, edition, TimeProvider.System).LoadAsync(null, default);

        (await strict.Should().ThrowAsync<GanDataException>()).WithMessage("*data_batch_5.bin is not the official file: its SHA-1 is *");
    }

    [Fact]
    public async Task Nothing_is_written_where_the_data_lies()
    {
        string folder = _set.WriteTo(_folder["set"]);
        string[] before = Directory.GetFiles(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        await NewLoader(new CifarOptions { CacheRoot = folder }).LoadAsync(null, default);

        Directory.GetFiles(folder).Should().BeEquivalentTo(before);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private CifarLoader NewLoader(CifarOptions options) => new(options, _set.Edition, TimeProvider.System);

    private Task<CifarContent> LoadAsync(CifarOptions options) =>
        NewLoader(options with { DataPath = _set.WriteTo(_folder["set"]) }).LoadAsync(null, default);

    private Task ShouldFailAsync(params string[] parts) => ShouldFailAsync(new CifarOptions(), parts);

    private async Task ShouldFailAsync(CifarOptions options, params string[] parts)
    {
        Func<Task> load = () => LoadAsync(options);
        string message = (await load.Should().ThrowAsync<GanDataException>()).Which.Message;
        message.Should().ContainAll(parts).And.Contain(_folder["set"]);
    }
}
