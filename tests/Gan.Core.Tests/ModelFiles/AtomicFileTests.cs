using System.Globalization;
using System.Runtime.Versioning;
using Gan.Core.ModelFiles;
using TorchSharp;

namespace Gan.Core.Tests.ModelFiles;

public class AtomicFileTests
{
    private static readonly byte[] Old = [1, 2, 3];
    private static readonly byte[] New = [9, 8, 7, 6];

    [Fact]
    public void A_file_is_created_and_replaced_and_nothing_else_stays()
    {
        using TemporaryFolder folder = new();
        AtomicFile.Write(folder.File("a"), stream => stream.Write(Old));
        File.ReadAllBytes(folder.File("a")).Should().Equal(Old);
        AtomicFile.Write(folder.File("a"), stream => stream.Write(New));
        File.ReadAllBytes(folder.File("a")).Should().Equal(New);
        folder.FileNames.Should().Equal("a");
    }

    [Fact]
    public void The_content_is_on_the_disk_before_it_takes_the_name_and_the_name_is_flushed_last()
    {
        using TemporaryFolder folder = new();
        FaultyFileSystem files = new(int.MaxValue, crash: false);
        AtomicFile.Write(folder.File("a"), stream => stream.Write(New), files);
        files.Operations.Should().Equal("create", "write", "flush file", "replace", "flush folder");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whichever_operation_fails_the_old_file_or_all_of_the_new_one_is_there(bool crash)
    {
        for (int operation = 1; ; operation++)
        {
            using TemporaryFolder folder = new();
            string path = folder.File("a");
            File.WriteAllBytes(path, Old);
            FaultyFileSystem files = new(operation, crash);
            Action write = () => AtomicFile.Write(path, WriteInTwoParts, files);
            if (operation > 6)
            {
                write.Should().NotThrow();
                files.Failed.Should().BeFalse();
                break;
            }

            GanFileException error = write.Should().Throw<GanFileException>().WithMessage("*injected at*").Which;
            bool replaced = files.Operations.Contains("flush folder");
            File.ReadAllBytes(path).Should().Equal(replaced ? New : Old, $"operation {operation} failed");
            error.Message.Should().Contain(replaced ? "is written, but" : "is as it was before");

            // Only a process that is gone cannot clean up after itself.
            bool abandoned = crash && operation > 1 && !replaced;
            folder.FileNames.Count(name => name != "a").Should().Be(abandoned ? 1 : 0, $"operation {operation} failed");
            AtomicFile.RemoveAbandoned(folder.Path).Should().Be(abandoned ? 1 : 0);
            folder.FileNames.Should().Equal("a");
        }
    }

    [Fact]
    public void What_the_writer_throws_reaches_the_caller_and_the_old_file_stays()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a"), Old);
        Action write = () => AtomicFile.Write(folder.File("a"), stream =>
        {
            stream.Write(New);
            throw new OperationCanceledException("stop");
        });

        write.Should().Throw<OperationCanceledException>().WithMessage("stop");
        File.ReadAllBytes(folder.File("a")).Should().Equal(Old);
        folder.FileNames.Should().Equal("a");
    }

    [SkippableFact]
    public void A_full_disk_is_named_and_the_old_file_stays()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "/dev/full is a device of Linux.");
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a"), Old);
        FullDisk disk = new();

        FluentActions.Invoking(() => AtomicFile.Write(folder.File("a"), stream => stream.Write(new byte[1 << 20]), disk))
            .Should().Throw<GanFileException>().WithMessage("*a' was not written and is as it was before. There is no space left*free some*");
        FluentActions.Invoking(() => AtomicFile.Write(folder.File("a"), stream => stream.Write(New), disk))
            .Should().Throw<GanFileException>("a small file fails when it is flushed").WithMessage("*no space left*");
        disk.Deleted.Should().BeTrue();
        File.ReadAllBytes(folder.File("a")).Should().Equal(Old);
    }

    [Fact]
    public void A_folder_that_is_missing_or_in_the_place_of_the_file_is_named()
    {
        using TemporaryFolder folder = new();
        Refuse(folder.File("no/a")).WithMessage("*The folder '*no' does not exist: create it.*");
        Refuse(folder.Path).WithMessage("*It is a folder: name a file in it.*");
        folder.FileNames.Should().BeEmpty();
        Directory.EnumerateFiles(Path.GetDirectoryName(folder.Path)!, Path.GetFileName(folder.Path) + "*").Should().BeEmpty();
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_without_permission_is_named()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The administrator may write everywhere.");
        using TemporaryFolder folder = new();
        UnixFileMode before = File.GetUnixFileMode(folder.Path);
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Refuse(folder.File("a")).WithMessage("*may not write to*change its permissions*");
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, before);
        }
    }

    [Fact]
    public void Abandoned_temporary_files_are_removed_and_those_in_use_stay()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("a"), Old);
        File.WriteAllBytes(folder.File($"a.abandoned{AtomicFile.PartialExtension}"), Old);
        AtomicFile.Write(folder.File("b"), stream =>
        {
            AtomicFile.RemoveAbandoned(folder.Path).Should().Be(1);
            stream.Write(New);
        });

        folder.FileNames.Should().Equal("a", "b");
        File.ReadAllBytes(folder.File("b")).Should().Equal(New);
    }

    [Fact]
    public void A_process_killed_at_any_moment_leaves_its_last_finished_file()
    {
        const int Kills = 20;
        Random random = new(7);
        using TemporaryFolder contents = new();
        string[] numbered = [.. Enumerable.Range(0, 4).Select(number => WriteNumbered(contents, number))];
        int abandoned = 0;
        for (int kill = 0; kill < Kills || (abandoned == 0 && kill < 5 * Kills); kill++)
        {
            using TemporaryFolder folder = new();
            int saved = SaveUntilKilled([folder.File("a"), .. numbered], random);

            // The process may have finished one more save than it could still tell of.
            ReadNumbered(folder.File("a")).Should().BeOneOf(saved % numbered.Length, (saved + 1) % numbered.Length);
            abandoned += AtomicFile.RemoveAbandoned(folder.Path);
            folder.FileNames.Should().Equal("a");
        }

        abandoned.Should().BePositive("otherwise no kill met a save and the test shows nothing");
    }

    private static int SaveUntilKilled(string[] arguments, Random random)
    {
        using ChildProcess child = ChildProcess.Start("save-loop", arguments);
        string? line = null;
        for (int reports = random.Next(1, 6); reports > 0; reports--)
        {
            line = child.ReadLine() ?? throw new InvalidOperationException("The process ended by itself.");
        }

        // Spread the kills over all stages of a save.
        Thread.SpinWait(random.Next(100_000));
        child.Kill();
        while (child.ReadLine() is { } later)
        {
            line = later;
        }

        return int.Parse(line!, CultureInfo.InvariantCulture);
    }

    private static string WriteNumbered(TemporaryFolder folder, int number)
    {
        using torch.Tensor values = torch.full(1 << 18, number, dtype: torch.ScalarType.Float32);
        string path = folder.File($"{number}.safetensors");
        TensorFile.Write(path, new Dictionary<string, torch.Tensor> { ["values"] = values });
        return path;
    }

    private static int ReadNumbered(string path)
    {
        using TensorFile file = TensorFile.Read(path);
        return (int)file.Tensors["values"].data<float>()[0];
    }

    private static void WriteInTwoParts(Stream stream)
    {
        stream.Write(New, 0, 2);
        stream.Write(New, 2, 2);
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<GanFileException> Refuse(string path) =>
        FluentActions.Invoking(() => AtomicFile.Write(path, stream => stream.Write(New))).Should().Throw<GanFileException>();
}
