using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gan.Core.ModelFiles;
using Gan.Core.TestProcess;
using TorchSharp;
using static TorchSharp.torch;

namespace Gan.Core.Tests.ModelFiles;

public class TensorFileTests
{
    [Fact]
    public void The_empty_file_of_the_reference_is_written_and_read()
    {
        byte[] golden = [8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8];

        RawFile.WriteForeign(new Dictionary<string, Tensor>()).Should().Equal(golden);
        using TensorFile file = RawFile.Read(golden);
        file.Tensors.Should().BeEmpty();
        file.Metadata.Should().BeEmpty();
    }

    [Fact]
    public void The_one_tensor_file_of_the_reference_is_written_and_read()
    {
        byte[] golden =
        [
            64, 0, 0, 0, 0, 0, 0, 0,
            .. """{"attn.0":{"dtype":"F32","shape":[1,2,3],"data_offsets":[0,24]}}"""u8,
            0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64,
        ];
        golden.Should().HaveCount(96);
        using Tensor values = arange(6, dtype: ScalarType.Float32).reshape(1, 2, 3);

        RawFile.WriteForeign(new Dictionary<string, Tensor> { ["attn.0"] = values }).Should().Equal(golden);
        using TensorFile file = RawFile.Read(golden);
        file.Tensors.Should().ContainSingle();
        file.Tensors["attn.0"].Equals(values).Should().BeTrue();
    }

    [Fact]
    public void A_file_with_metadata_and_padding_as_PyTorch_writes_it_is_read()
    {
        byte[] bytes = RawFile.Of(
            """{"__metadata__":{"format":"pt"},"test1":{"dtype":"I32","shape":[2,2],"data_offsets":[0,16]}}       """, 16);

        using TensorFile file = RawFile.Read(bytes);
        file.Metadata.Should().Equal(new Dictionary<string, string> { ["format"] = "pt" });
        file.Tensors["test1"].dtype.Should().Be(ScalarType.Int32);
    }

    [Fact]
    public void Wide_types_come_first_then_names_and_the_header_is_padded_to_eight()
    {
        using DisposeScope scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = new()
        {
            ["b"] = zeros(1, ScalarType.Float32),
            ["a"] = zeros(1, ScalarType.Float32),
            ["z"] = zeros(1, ScalarType.Int64),
            ["c"] = zeros(3, ScalarType.Byte),
            ["B"] = zeros(1, ScalarType.Float32),
            ["h"] = zeros(1, ScalarType.BFloat16),
        };
        byte[] file = RawFile.WriteForeign(tensors, new Dictionary<string, string> { ["y"] = "1", ["X"] = "2" });

        int headerLength = (int)BitConverter.ToUInt64(file);
        (headerLength % 8).Should().Be(0);
        Encoding.UTF8.GetString(file, 8, headerLength).TrimEnd(' ').Should().Be(
            "{\"__metadata__\":{\"X\":\"2\",\"y\":\"1\"},"
            + RawFile.Tensor("z", "I64", "1", "0,8") + "," + RawFile.Tensor("B", "F32", "1", "8,12") + ","
            + RawFile.Tensor("a", "F32", "1", "12,16") + "," + RawFile.Tensor("b", "F32", "1", "16,20") + ","
            + RawFile.Tensor("h", "BF16", "1", "20,22") + "," + RawFile.Tensor("c", "U8", "3", "22,25") + "}");
    }

    [Fact]
    public void The_checksum_is_the_SHA_256_of_the_file_with_zeros_for_its_digits()
    {
        using Tensor values = ones(5);
        byte[] file = RawFile.Write(new Dictionary<string, Tensor> { ["w"] = values }, new Dictionary<string, string> { ["zz"] = "last" });
        string text = Encoding.Latin1.GetString(file);
        int digits = text.IndexOf("\"gan.sha256\":\"", StringComparison.Ordinal) + "\"gan.sha256\":\"".Length;

        string stored = text.Substring(digits, 64);
        file.AsSpan(digits, 64).Fill((byte)'0');
        stored.Should().Be(Convert.ToHexStringLower(SHA256.HashData(file)));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public void Another_process_in_another_culture_writes_the_same_bytes(string culture)
    {
        using TemporaryFolder folder = new();
        using (ChildProcess child = ChildProcess.Start("write-sample", folder.File("theirs"), culture))
        {
            child.WaitForSuccess();
        }

        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            using DisposeScope scope = NewDisposeScope();
            TensorFile.Write(folder.File("ours"), SampleTensors.Create().Reverse().ToDictionary(), SampleTensors.Metadata);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        File.ReadAllBytes(folder.File("theirs")).Should().Equal(File.ReadAllBytes(folder.File("ours")));
        using TensorFile file = TensorFile.Read(folder.File("theirs"));
        file.Metadata.Should().Equal(SampleTensors.Metadata);
        file.Tensors.Keys.Should().BeEquivalentTo("weight", "Weight", "ılık", "flags");
    }

    [Fact]
    public void Strided_tensors_and_those_with_gradients_keep_their_values()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor values = arange(120, dtype: ScalarType.Float32).reshape(2, 3, 4, 5);
        Dictionary<string, Tensor> tensors = new()
        {
            ["channels last"] = values.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2),
            ["transposed"] = values.transpose(0, 3),
            ["every second"] = values.slice(3, 0, 5, 2),
            ["expanded"] = ones(1).expand(4, 3),
            ["parameter"] = nn.Parameter(values.clone()),
        };
        tensors["channels last"].is_contiguous().Should().BeFalse();

        using TensorFile file = RawFile.Read(RawFile.Write(tensors));
        foreach ((string name, Tensor expected) in tensors)
        {
            file.Tensors[name].Equals(expected).Should().BeTrue(name);
            file.Tensors[name].is_contiguous().Should().BeTrue(name);
            file.Tensors[name].requires_grad.Should().BeFalse(name);
        }
    }

    [Fact]
    public void A_tensor_of_several_pieces_keeps_its_values()
    {
        using Tensor values = arange((3 << 18) + 5, dtype: ScalarType.Float32);
        using TensorFile file = RawFile.Read(RawFile.Write(new Dictionary<string, Tensor> { ["w"] = values }));
        file.Tensors["w"].Equals(values).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_tensor_is_left_behind_inside_or_outside_of_a_scope(bool inScope)
    {
        using Tensor values = arange(1 << 19, dtype: ScalarType.Float32);
        using Tensor turned = values.reshape(2, -1).t();
        long before = LiveTensors.Count;
        using (DisposeScope? scope = inScope ? NewDisposeScope() : null)
        {
            byte[] bytes = RawFile.Write(new Dictionary<string, Tensor> { ["w"] = values, ["t"] = turned });
            LiveTensors.Count.Should().Be(before);
            using (TensorFile file = RawFile.Read(bytes))
            {
                LiveTensors.Count.Should().Be(before + 2);
            }

            LiveTensors.Count.Should().Be(before);
        }

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void A_file_outlives_the_scope_that_it_was_read_in()
    {
        using Tensor values = ones(3);
        byte[] bytes = RawFile.Write(new Dictionary<string, Tensor> { ["w"] = values });
        TensorFile file;
        using (NewDisposeScope())
        {
            file = RawFile.Read(bytes);
        }

        file.Tensors["w"].Equals(values).Should().BeTrue();
        file.Dispose();
        file.Dispose();
        file.Invoking(disposed => disposed.Tensors).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Metadata_are_read_without_the_values_and_without_what_the_format_keeps_for_itself()
    {
        using TemporaryFolder folder = new();
        using Tensor values = ones(3);
        Dictionary<string, string> metadata = new() { ["kind"] = "generator", ["犬"] = "line\nbreak \"quoted\" \\ 🐶" };
        TensorFile.Write(folder.File("a"), new Dictionary<string, Tensor> { ["w"] = values }, metadata);

        TensorFile.ReadMetadata(folder.File("a")).Should().Equal(metadata);
        using TensorFile file = TensorFile.Read(folder.File("a"));
        file.Metadata.Should().Equal(metadata);
        file.GetMetadata("kind").Should().Be("generator");
        file.Invoking(f => f.GetMetadata("version")).Should().Throw<GanFileException>().WithMessage("*no metadata 'version'*another kind*");
    }

    [Fact]
    public void One_part_of_a_file_is_selected_by_its_prefix()
    {
        using Tensor values = ones(3);
        using TensorFile file = RawFile.Read(RawFile.Write(new Dictionary<string, Tensor> { ["g/w"] = values, ["d/w"] = values, ["G/w"] = values }));
        file.GetTensorsUnder("g/").Keys.Should().Equal("w");
    }

    [Fact]
    public void What_cannot_be_written_is_named_and_nothing_is_written()
    {
        using TemporaryFolder folder = new();
        using Tensor complex = zeros(2, ScalarType.ComplexFloat32);
        using Tensor fine = ones(2);
        Tensor disposed = ones(2);
        disposed.Dispose();

        Refuse(new() { ["fine"] = fine, ["c"] = complex }).WithMessage("Tensor 'c' is ComplexFloat32*F32*");
        Refuse(new() { ["gone"] = disposed }).WithMessage("Tensor 'gone' is disposed*");
        Refuse(new() { ["__metadata__"] = fine }).WithMessage("*'__metadata__'*");
        Refuse(new() { ["half \ud800"] = fine }).WithMessage("*half a character*");
        Refuse([], new() { ["gan.sha256"] = "" }).WithMessage("*taken*");
        Refuse([], new() { ["gan.format"] = "" }).WithMessage("*taken*");
        folder.FileNames.Should().BeEmpty();

        FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refuse(
            Dictionary<string, Tensor> tensors, Dictionary<string, string>? metadata = null) =>
            FluentActions.Invoking(() => TensorFile.Write(folder.File("x"), tensors, metadata)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_path_that_cannot_be_read_says_why()
    {
        using TemporaryFolder folder = new();
        Refuse(folder.File("none")).WithMessage("*none' does not exist. Check the path.");
        Refuse(folder.File("no/such/folder")).WithMessage("*does not exist*");
        Refuse(folder.Path).WithMessage("*is a folder. Name a file in it.");

        static FluentAssertions.Specialized.ExceptionAssertions<GanFileException> Refuse(string path)
        {
            FluentActions.Invoking(() => TensorFile.ReadMetadata(path)).Should().Throw<GanFileException>();
            return FluentActions.Invoking(() => TensorFile.Read(path)).Should().Throw<GanFileException>();
        }
    }

    [Fact]
    public void A_stream_is_read_from_its_position_and_must_be_seekable()
    {
        using MemoryStream stream = new([1, 2, 3, .. RawFile.Of("{}")]);
        stream.Position = 3;
        TensorFile.Read(stream, "x").Dispose();
        stream.CanRead.Should().BeTrue("the caller's stream is left open");

        using System.IO.Compression.DeflateStream pipe = new(stream, System.IO.Compression.CompressionMode.Decompress);
        FluentActions.Invoking(() => TensorFile.Read(pipe, "x")).Should().Throw<ArgumentException>().WithMessage("*seekable*");
    }
}
