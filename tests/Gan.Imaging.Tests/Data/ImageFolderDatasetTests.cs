using System.Globalization;
using Gan.Core;

namespace Gan.Imaging.Tests.Data;

public sealed class ImageFolderDatasetTests : IDisposable
{
    private static readonly ImageShape Tiny = new(3, 2, 2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_without_sub_folders_is_one_class()
    {
        Add(1, "one.png");
        Add(2, "two.PNG");
        Add(3, "three.jpeg");
        File.WriteAllText(_folder["notes.txt"], "not a picture");

        var set = ImageFolderDataset.Load(_folder.Root);

        set.Shape.Should().Be(new ImageShape(3, 32, 32));
        set.Name.Should().Be(Path.GetFileName(_folder.Root));
        set.ClassNames.Should().Equal(set.Name);
        set.Files.Select(Path.GetFileName).Should().Equal("one.png", "three.jpeg", "two.PNG");
        Enumerable.Range(0, 3).Select(set.GetLabel).Should().Equal(0, 0, 0);
        Enumerable.Range(0, 3).Select(i => (int)FirstByte(set, i)).Should().Equal(1, 3, 2);
    }

    [Fact]
    public void Sub_folders_are_classes_and_everything_is_in_the_order_of_its_code_units()
    {
        Add(10, "b", "z.png");
        Add(11, "b", "Z.png");
        Add(12, "b", "deep", "a.png");
        Add(13, "B", "1.png");
        Add(14, "ä", "1.png");
        Add(15, "a b", "10.png");
        Add(16, "a b", "9.png");
        Add(17, ".hidden", "1.png");

        foreach (string culture in (string[])["en-US", "tr-TR", "sv-SE"])
        {
            using var scope = new CultureScope(culture);
            var set = ImageFolderDataset.Load(_folder.Root, Tiny);

            set.ClassNames.Should().Equal("B", "a b", "b", "ä");
            Enumerable.Range(0, set.Count).Select(i => (int)FirstByte(set, i)).Should().Equal(13, 15, 16, 11, 12, 10, 14);
            Enumerable.Range(0, set.Count).Select(set.GetLabel).Should().Equal(0, 1, 1, 2, 2, 2, 3);
        }
    }

    [Fact]
    public void Pictures_of_any_size_are_fitted_to_the_shape()
    {
        RgbImage tall = Pictures.Random(40, 90, 4);
        ImageFile.Write(_folder["1.png"], tall);
        ImageFile.Write(_folder["2.png"], Pictures.Random(1, 1, 5));
        var shape = new ImageShape(1, 20, 30);

        var set = ImageFolderDataset.Load(_folder.Root, shape);

        byte[] pixels = new byte[shape.ValueCount];
        set.CopyImage(0, pixels);
        pixels.Should().Equal(tall.FitTo(shape));
        set.Count.Should().Be(2);
    }

    [Fact]
    public void The_fingerprint_tells_pictures_and_labels_apart_but_not_names()
    {
        Add(1, "a", "1.png");
        Add(2, "b", "1.png");
        string first = ImageFolderDataset.Load(_folder.Root, Tiny).Fingerprint;
        ImageFolderDataset.Load(_folder.Root, Tiny).Fingerprint.Should().Be(first);

        File.Move(_folder["a", "1.png"], _folder["a", "renamed.png"]);
        ImageFolderDataset.Load(_folder.Root, Tiny).Fingerprint.Should().Be(first);

        Add(3, "b", "1.png");
        ImageFolderDataset.Load(_folder.Root, Tiny).Fingerprint.Should().NotBe(first);
    }

    [Fact]
    public void Unreadable_files_are_all_named_up_to_ten()
    {
        Add(1, "good.png");
        for (int i = 0; i < 13; i++)
        {
            File.WriteAllText(_folder[$"bad{i:00}.png"], "no picture");
        }

        string message = FluentActions.Invoking(() => ImageFolderDataset.Load(_folder.Root, Tiny)).Should().Throw<GanDataException>().Which.Message;

        message.Should().StartWith("13 of the 14 files").And.Contain("skipUnreadable: true").And.Contain("and 3 more");
        message.Should().Contain("bad00.png").And.Contain("bad09.png").And.NotContain("bad10.png").And.NotContain("good.png");
    }

    [Fact]
    public void Unreadable_files_are_skipped_and_listed_when_asked_for()
    {
        Add(1, "a", "1.png");
        File.WriteAllText(_folder["a", "2.png"], "no picture");
        Add(3, "a", "3.png");
        File.WriteAllBytes(_folder["b", "1.png"], []);
        Add(5, "b", "2.png");

        var set = ImageFolderDataset.Load(_folder.Root, Tiny, skipUnreadable: true);

        Enumerable.Range(0, set.Count).Select(i => (int)FirstByte(set, i)).Should().Equal(1, 3, 5);
        Enumerable.Range(0, set.Count).Select(set.GetLabel).Should().Equal(0, 0, 1);
        set.Files.Should().Equal(_folder["a", "1.png"], _folder["a", "3.png"], _folder["b", "2.png"]);
        set.SkippedFiles.Should().Equal(_folder["a", "2.png"], _folder["b", "1.png"]);
    }

    [Fact]
    public void Skipping_never_empties_a_class_silently()
    {
        Add(1, "a", "1.png");
        File.WriteAllText(_folder["b", "1.png"], "no picture");
        FluentActions.Invoking(() => ImageFolderDataset.Load(_folder.Root, Tiny, skipUnreadable: true))
            .Should().Throw<GanDataException>().WithMessage("*no file of class b could be read*1.png*");
    }

    [Fact]
    public void Folders_that_hold_no_data_set_are_refused_with_what_to_do()
    {
        Loading().Should().Throw<GanDataException>().WithMessage($"'{_folder.Root}' holds no picture. Put*");

        FluentActions.Invoking(() => ImageFolderDataset.Load(Path.Combine(_folder.Root, "missing"))).Should().Throw<GanDataException>().WithMessage("*missing*");

        Add(1, "a", "1.png");
        Directory.CreateDirectory(Path.Combine(_folder.Root, "b"));
        Loading().Should().Throw<GanDataException>().WithMessage($"*'{Path.Combine(_folder.Root, "b")}'*fill or remove*");

        Add(2, "loose.png");
        Loading().Should().Throw<GanDataException>().WithMessage("*'loose.png'*classes are unclear*");

        FluentActions.Invoking(() => ImageFolderDataset.Load(_folder.Root, new ImageShape(4, 8, 8))).Should().Throw<ArgumentException>().WithMessage("*4×8×8*");
    }

    [Fact]
    public void Progress_rises_to_the_number_of_files()
    {
        for (int i = 0; i < 150; i++)
        {
            Add((byte)i, string.Create(CultureInfo.InvariantCulture, $"{i:000}.png"));
        }

        var reports = new Reports(_ => { });
        ImageFolderDataset.Load(_folder.Root, Tiny, progress: reports);
        reports.All.Should().Equal(new ImageFolderProgress(64, 150), new ImageFolderProgress(128, 150), new ImageFolderProgress(150, 150));
    }

    [Fact]
    public void Cancellation_stops_the_reading()
    {
        for (int i = 0; i < 400; i++)
        {
            Add(1, string.Create(CultureInfo.InvariantCulture, $"{i:000}.png"));
        }

        using var cancellation = new CancellationTokenSource();
        var reports = new Reports(_ => cancellation.Cancel());
        FluentActions.Invoking(() => ImageFolderDataset.Load(_folder.Root, Tiny, progress: reports, cancellationToken: cancellation.Token))
            .Should().Throw<OperationCanceledException>();
        reports.All[^1].Done.Should().BeLessThan(400);
    }

    private Action Loading() => () => ImageFolderDataset.Load(_folder.Root);

    private void Add(byte red, params string[] parts) => ImageFile.Write(_folder[parts], Pictures.Solid(3, 3, red, red, red), 100);

    private static byte FirstByte(ImageFolderDataset set, int index)
    {
        byte[] pixels = new byte[set.Shape.ValueCount];
        set.CopyImage(index, pixels);
        return pixels[0];
    }

    private sealed class Reports(Action<ImageFolderProgress> then) : IProgress<ImageFolderProgress>
    {
        public List<ImageFolderProgress> All { get; } = [];

        public void Report(ImageFolderProgress value)
        {
            All.Add(value);
            then(value);
        }
    }
}
