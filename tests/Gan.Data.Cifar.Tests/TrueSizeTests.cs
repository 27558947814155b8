using Gan.Core;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Tests.Fakes;

namespace Gan.Data.Cifar.Tests;

/// <summary>The public entry points on files of the real size: sparse but for the label bytes.</summary>
public sealed class TrueSizeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_dog_set_has_1000_pictures_for_testing()
    {
        WriteFile(CifarEdition.TestFile, 30_730_000);

        CifarDogDataset dogs = await CifarDogDataset.LoadAsync(new CifarOptions { DataPath = _folder.Root, Split = CifarSplit.Test });

        dogs.Count.Should().Be(1000);
        dogs.Name.Should().Be("CIFAR-10 dog (test)");
        dogs.Classes.Should().Equal(CifarClass.Dog);
        dogs.Source.Should().Be(_folder.Root);
        dogs.Shape.Should().Be(new ImageShape(3, 32, 32));
    }

    [Fact]
    public async Task The_official_checksums_refuse_other_files()
    {
        WriteFile(CifarEdition.TestFile, 30_730_000);
        CifarOptions options = new()
        {
            DataPath = _folder.Root,
            Split = CifarSplit.Test,
            Verification = CifarVerification.OfficialChecksums,
        };

        Func<Task> load = () => Cifar10Dataset.LoadAsync(options);

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage("*67eb016db431130d61cd03c7ad570b013799c88c*");
    }

    [Theory]
    [InlineData(30_740_000, "This is CIFAR-100")]
    [InlineData(153_700_000, "This is CIFAR-100")]
    [InlineData(3_145_728, "cut short")]
    [InlineData(30_729_999, "exactly 30730000 (10000 records of 3073)")]
    public async Task A_file_of_another_size_is_refused(long size, string expected)
    {
        WriteFile(CifarEdition.TestFile, size);

        Func<Task> load = () => CifarDogDataset.LoadAsync(new CifarOptions { DataPath = _folder.Root, Split = CifarSplit.Test });

        (await load.Should().ThrowAsync<GanDataException>()).WithMessage($"*{expected}*");
    }

    private void WriteFile(string name, long size)
    {
        using FileStream file = File.Create(_folder[name]);
        file.SetLength(size);
        for (int record = 0; (record + 1) * CifarEdition.BytesPerRecord <= Math.Min(size, 30_730_000); record++)
        {
            file.Position = (long)record * CifarEdition.BytesPerRecord;
            file.WriteByte((byte)(record % 10));
        }
    }
}
