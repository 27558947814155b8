using CsCheck;

namespace Gan.Core.Tests.Runtime;

public class ElfVersionNeedsTests
{
    [SkippableFact]
    public void TorchSharps_library_has_exactly_one_unused_version()
    {
        byte[] original = TorchSharpLibrary();
        byte[] relaxed = [.. original];
        List<string> unused = [];

        ElfVersionNeeds.RelaxUnused(relaxed, version =>
        {
            unused.Add(version);
            return true;
        }).Should().Be(1);

        unused.Should().Equal("GLIBCXX_3.4.32");
        Differences(original, relaxed).Should().ContainSingle("one flag of one version need changes")
            .Which.Should().Match<(byte Before, byte After)>(change => change.Before == 0 && change.After == 2);
    }

    [SkippableFact]
    public void A_relaxed_library_is_left_alone()
    {
        byte[] image = TorchSharpLibrary();
        ElfVersionNeeds.RelaxUnused(image, _ => true).Should().Be(1);
        byte[] relaxed = [.. image];

        ElfVersionNeeds.RelaxUnused(image, _ => true).Should().Be(0);
        image.Should().Equal(relaxed);
    }

    [SkippableTheory]
    [InlineData("GLIBCXX_3.4")]
    [InlineData("GLIBCXX_3.4.30")]
    [InlineData("CXXABI_1.3")]
    [InlineData("GLIBC_2.34")]
    public void A_version_that_TorchSharps_library_uses_is_never_relaxed(string used)
    {
        byte[] image = TorchSharpLibrary();
        byte[] original = [.. image];
        ElfVersionNeeds.RelaxUnused(image, version => version == used).Should().Be(0);
        image.Should().Equal(original);
    }

    [Fact]
    public void Versions_bound_by_a_relocation_of_data_or_of_a_call_are_refused()
    {
        byte[] image = TestLibrary.Create(needs: 4, boundIndices: [2, 4]);
        List<string> offered = [];
        ElfVersionNeeds.RelaxUnused(image, version =>
        {
            offered.Add(version);
            return true;
        }).Should().Be(2);

        offered.Should().Equal("GLIBCXX_2", "GLIBCXX_4");
        new[] { 2, 3, 4, 5 }.Select(index => image[TestLibrary.FlagsOf(index)]).Should().Equal((byte)0, (byte)2, (byte)0, (byte)2);
    }

    [Fact]
    public void A_version_that_is_not_accepted_stays()
    {
        byte[] image = TestLibrary.Create(needs: 3);
        byte[] original = [.. image];
        ElfVersionNeeds.RelaxUnused(image, version => version == "GLIBCXX_9").Should().Be(0);
        image.Should().Equal(original);
    }

    [Fact]
    public void A_version_bound_through_a_hidden_symbol_is_refused()
    {
        byte[] image = TestLibrary.Create(needs: 1, boundIndices: [2]);
        int symbolVersion = TestLibrary.LinkOf(2) + 4 + 2;
        image[symbolVersion].Should().Be(2);
        image[symbolVersion + 1] = 0x80;
        ElfVersionNeeds.RelaxUnused(image, _ => true).Should().Be(0);
    }

    [Fact]
    public void Other_files_are_left_alone()
    {
        foreach (byte[] other in new byte[][] { [], [0x7F], new byte[64], [.. "MZ"u8, .. new byte[200]] })
        {
            byte[] image = [.. other];
            ElfVersionNeeds.RelaxUnused(image, _ => true).Should().Be(0);
            image.Should().Equal(other);
        }

        byte[] arm = TestLibrary.Create(needs: 1);
        arm[18] = 183;
        ElfVersionNeeds.RelaxUnused(arm, _ => true).Should().Be(0, "its relocations have other formats");
    }

    [Fact]
    public void A_missing_table_is_damage()
    {
        byte[] whole = TestLibrary.Create(needs: 2, boundIndices: [2]);
        for (int entry = 0; entry < 8; entry++)
        {
            byte[] image = [.. whole];
            int tag = 64 + 2 * 56 + 16 * entry;
            image.AsSpan(tag, 8).Fill(0x11);
            byte[] damaged = [.. image];
            int relaxed = ElfVersionNeeds.RelaxUnused(image, _ => true);
            Differences(damaged, image).Should().HaveCount(relaxed);
        }
    }

    [Fact]
    public void A_chain_of_needs_that_covers_the_whole_file_ends()
    {
        byte[] image = new byte[4 << 20];
        image.AsSpan().Fill(1);
        byte[] start = TestLibrary.Create(needs: 1);
        start.CopyTo(image, 0);
        BitConverter.TryWriteBytes(image.AsSpan(64 + 32), image.Length);
        image[TestLibrary.LinkOf(2)] = 1;
        byte[] hostile = [.. image];
        ElfVersionNeeds.RelaxUnused(image, _ => true).Should().Be(0);
        image.Should().Equal(hostile);
    }

    [Fact]
    public void Damaged_bytes_never_throw_and_change_only_flags()
    {
        byte[] whole = TestLibrary.Create(needs: 5, boundIndices: [2, 5, 6]);
        Gen<(int At, byte Value)[]> damage = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[0, 6];
        Gen.Select(damage, Gen.Int[0, whole.Length]).Sample((changes, length) =>
        {
            byte[] image = [.. whole];
            foreach ((int at, byte value) in changes)
            {
                image[at] = value;
            }

            image = image[..length];
            byte[] damaged = [.. image];
            int relaxed = ElfVersionNeeds.RelaxUnused(image, _ => true);
            (byte Before, byte After)[] differences = Differences(damaged, image);
            return differences.Length == relaxed && differences.All(change => change.After == (change.Before | 2));
        }, iter: 5_000);
    }

    private static byte[] TorchSharpLibrary()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The library is a Linux one.");
        return File.ReadAllBytes(NativeFolders.Find("libLibTorchSharp.so")!);
    }

    private static (byte Before, byte After)[] Differences(byte[] before, byte[] after) =>
        [.. before.Zip(after).Where(pair => pair.First != pair.Second)];
}
