using System.Text;
using Gan.Core.ModelFiles;
using static Gan.Core.Tests.ModelFiles.RawFile;

namespace Gan.Core.Tests.ModelFiles;

/// <summary>Every rule of the format, by a file that breaks it.</summary>
public class SafetensorsRulesTests
{
    private const long LargestRejection = 1 << 20;

    private static readonly Dictionary<string, (byte[] File, string Says)> Broken = new()
    {
        ["empty"] = ([], "*it is 0 bytes long*"),
        ["shorter than its length field"] = ([2, 0, 0, 0, 0, 0, 0], "*it is 7 bytes long*"),
        ["length field alone"] = (new byte[8], "*it is 8 bytes long*"),
        ["no header"] = (Of("", 8), "*offset 8, does not begin with an opening brace*"),
        ["header over the cap"] = ([.. BitConverter.GetBytes(100_000_001L), (byte)'{'], "*100000001 bytes; the format allows 100000000*"),
        ["header of 2^63 bytes"] = ([0, 0, 0, 0, 0, 0, 0, 0x80, (byte)'{'], "*9223372036854775808 bytes*"),
        ["header of 2^64-1 bytes"] = ([255, 255, 255, 255, 255, 255, 255, 255, (byte)'{'], "*18446744073709551615 bytes*"),
        ["header just under the cap in a tiny file"] = ([.. BitConverter.GetBytes(99_999_999L), (byte)'{'], "*is only 9 bytes long*"),
        ["header one byte longer than the file"] = ([3, 0, 0, 0, 0, 0, 0, 0, .. "{}"u8], "*header of 3 bytes and is only 10*"),
        ["header not UTF-8"] = (Of([(byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)'}'], []), "*not UTF-8*"),
        ["header not JSON"] = (Of("{nonsense}"), "*not valid JSON after offset 9*"),
        ["header cut"] = (Of("{\"a\":{"), "*not valid JSON*"),
        ["header an array"] = (Of("[]"), "*opening brace*"),
        ["leading white space"] = (Of(" {}"), "*opening brace*"),
        ["comment"] = (Of("{/**/}"), "*not valid JSON*"),
        ["trailing comma"] = (Of("{" + Tensor("a", "U8", "1", "0,1") + ",}", 1), "*not valid JSON*"),
        ["NUL padding"] = (Of("{}\0\0\0\0"), "*not valid JSON*"),
        ["second object"] = (Of("{}{}"), "*not valid JSON*"),
        ["too deep"] = (Of("{\"a\":{\"shape\":[[1]]}}"), "*not valid JSON*"),
        ["half a character in a name"] = (Of("{\"\\ud800\":{}}"), "*offset 9 holds half a character*"),
        ["entry not an object"] = (Of("{\"a\":1}"), "*tensor 'a' is not a JSON object (header, at offset 13)*"),
        ["no dtype"] = (Of("{\"a\":{\"shape\":[],\"data_offsets\":[0,4]}}", 4), "*'a' needs a dtype*"),
        ["no shape"] = (Of("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4), "*'a' needs a dtype*"),
        ["no offsets"] = (Of("{\"a\":{\"dtype\":\"F32\",\"shape\":[]}}", 4), "*'a' needs a dtype*"),
        ["unknown field"] = (Of("{\"a\":{\"type\":\"F32\"}}"), "*unknown field 'type'*"),
        ["field twice"] = (Of("{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\"}}"), "*'a' has the field dtype twice*"),
        ["shape not an array"] = (Of("{\"a\":{\"shape\":4}}"), "*shape of tensor 'a' is not a JSON array*"),
        ["dtype not a text"] = (Of("{\"a\":{\"dtype\":7}}"), "*dtype of tensor 'a' is not a JSON text*"),
        ["negative side"] = (Of("{" + Tensor("a", "U8", "-1", "0,1") + "}", 1), "*shape of tensor 'a' holds something else*"),
        ["fractional side"] = (Of("{" + Tensor("a", "U8", "1.5", "0,1") + "}", 1), "*shape of tensor 'a' holds something else*"),
        ["side of 2^63"] = (Of("{" + Tensor("a", "U8", "9223372036854775808", "0,1") + "}", 1), "*holds something else*"),
        ["negative offset"] = (Of("{" + Tensor("a", "U8", "1", "-1,0") + "}", 1), "*data_offsets of tensor 'a' holds something else*"),
        ["three offsets"] = (Of("{" + Tensor("a", "U8", "1", "0,1,2") + "}", 1), "*more than 2 numbers*"),
        ["one offset"] = (Of("{" + Tensor("a", "U8", "1", "0") + "}", 1), "*two data_offsets*"),
        ["65 dimensions"] = (Of("{" + Tensor("a", "U8", string.Join(',', Enumerable.Repeat(1, 65)), "0,1") + "}", 1), "*more than 64 numbers*"),
        ["end before begin"] = (Of("{" + Tensor("a", "U8", "1", "1,0") + "}", 1), "*data_offsets are 1 to 0*"),
        ["first tensor not at 0"] = (Of("{" + Tensor("a", "U8", "1", "1,2") + "}", 2), "*'a' at 1 leaves unused bytes before it, from 0*"),
        ["hole"] = (
            Of("{" + Tensor("a", "U8", "1", "0,1") + "," + Tensor("b", "U8", "1", "2,3") + "}", 3),
            "*'b' at 2 leaves unused bytes before it, from 1*"),
        ["ten tensors on the same bytes"] = (
            Of("{" + string.Join(',', Enumerable.Range(0, 10).Select(i => Tensor($"w{i}", "F32", "2,2", "0,16"))) + "}", 16),
            "*'w1' at 0 overlaps another tensor*"),
        ["size over 2^64"] = (
            Of("{" + Tensor("a", "F32", "9223372036854775807,9223372036854775807", "0,16") + "}", 16), "*too large for any memory*"),
        ["size over 2^63 bytes"] = (Of("{" + Tensor("a", "F64", "2,1152921504606846976", "0,16") + "}", 16), "*too large for any memory*"),
        ["empty but with impossible strides"] = (Of("{" + Tensor("a", "U8", "0,4611686018427387904", "0,0") + "}"), "*too large*"),
        ["size not the shape's"] = (Of("{" + Tensor("a", "F32", "2,2", "0,15") + "}", 15), "*takes 16 bytes by its shape*0 to 15*"),
        ["type of half bytes"] = (Of("{" + Tensor("a", "F4", "3", "0,1") + "}", 1), "*'a' has the dtype 'F4', which cannot be read*F32*"),
        ["unknown type"] = (Of("{" + Tensor("a", "F8_E4M3", "1", "0,1") + "}", 1), "*'F8_E4M3'*Convert it to one of*"),
        ["one byte missing"] = (Of("{" + Tensor("a", "F32", "1", "0,4") + "}", 3), "*1 bytes are missing at its end*"),
        ["one byte too many"] = (Of("{" + Tensor("a", "F32", "1", "0,4") + "}", 5), "*1 bytes too many are at its end*"),
        ["data without tensors"] = (Of("{}", 1), "*1 bytes too many*"),
        ["tensor twice"] = (
            Of("{" + Tensor("a", "U8", "1", "0,1") + "," + Tensor("a", "U8", "1", "1,2") + "}", 2), "*name 'a' appears twice*"),
        ["tensor twice, once escaped"] = (
            Of("{" + Tensor("a", "U8", "1", "0,1") + "," + Tensor("\\u0061", "U8", "1", "1,2") + "}", 2), "*name 'a' appears twice*"),
        ["metadata twice"] = (Of("{\"__metadata__\":{},\"__metadata__\":{}}"), "*name '__metadata__' appears twice*"),
        ["metadata key twice"] = (Of("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}"), "*metadata key 'k' appears twice*"),
        ["metadata not an object"] = (Of("{\"__metadata__\":null}"), "*the metadata is not a JSON object*"),
        ["metadata not texts"] = (Of("{\"__metadata__\":{\"k\":1}}"), "*metadata of key 'k' is not a JSON text*"),
        ["truth value of 2"] = (Of(Encoding.UTF8.GetBytes("{" + Tensor("a", "BOOL", "2", "0,2") + "}"), [1, 2]), "*'a' is BOOL*"),
        ["checksum without its format"] = (Of($"{{\"__metadata__\":{{\"gan.sha256\":\"{new string('0', 64)}\"}}}}"), "*it has only one*"),
        ["format without its checksum"] = (Of("{\"__metadata__\":{\"gan.format\":\"1\"}}"), "*it has only one*"),
        ["checksum too short"] = (Of("{\"__metadata__\":{\"gan.sha256\":\"00\"}}"), "*not 64 lower-case*"),
        ["checksum wrong"] = (
            Of($"{{\"__metadata__\":{{\"gan.format\":\"1\",\"gan.sha256\":\"{new string('0', 64)}\"}}}}"), "*do not agree with its checksum*"),
        ["newer format"] = (
            Of($"{{\"__metadata__\":{{\"gan.format\":\"2\",\"gan.sha256\":\"{new string('0', 64)}\"}}}}"),
            "*file format '2', and this version of Gan.Core reads 1*update the package*"),
    };

    public static TheoryData<string> Cases => [.. Broken.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_broken_file_is_refused_with_its_name_and_its_fault_and_without_taking_memory(string name)
    {
        (byte[] file, string says) = Broken[name];
        Action read = () => Read(file).Dispose();
        read.Should().Throw<GanFileException>().WithMessage(says).WithMessage($"'{Name}'*");

        using MemoryStream stream = new(file);
        long tensors = LiveTensors.Count;
        long before = GC.GetAllocatedBytesForCurrentThread();
        GanFileException? refused = null;
        try
        {
            TensorFile.Read(stream, Name).Dispose();
        }
        catch (GanFileException expected)
        {
            refused = expected;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        refused.Should().NotBeNull();
        allocated.Should().BeLessThan(LargestRejection);
        LiveTensors.Count.Should().Be(tensors);
    }

    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("0", 0, 0)]
    [InlineData("3,0,2", 0, 0)]
    [InlineData("0,576460752303423488", 0, 0)]
    [InlineData("1,1,1", 3, 1)]
    public void Single_values_and_empty_shapes_are_allowed(string shape, int dimensions, long count)
    {
        dimensions = shape.Length == 0 ? 0 : shape.Split(',').Length;
        using TensorFile file = Read(Of("{" + Tensor("a", "F32", shape, $"0,{4 * count}") + "}  ", (int)(4 * count)));

        file.Tensors["a"].dim().Should().Be(dimensions);
        file.Tensors["a"].numel().Should().Be(count);
    }

    [Fact]
    public void Tensors_may_be_listed_in_any_order()
    {
        string header = "{" + Tensor("last", "U8", "2", "1,3") + "," + Tensor("none", "U8", "0", "1,1") + "," + Tensor("first", "U8", "1", "0,1") + "}";
        using TensorFile file = Read(Of(Encoding.UTF8.GetBytes(header), [7, 8, 9]));

        file.Tensors["first"].bytes.ToArray().Should().Equal(7);
        file.Tensors["none"].numel().Should().Be(0);
        file.Tensors["last"].bytes.ToArray().Should().Equal(8, 9);
    }

    [Fact]
    public void Text_from_a_file_can_neither_flood_nor_forge_a_message()
    {
        string name = "x\\nERROR: forged\\u2028" + new string('y', 10_000);
        Action read = () => Read(Of("{\"" + name + "\":1}")).Dispose();

        string message = read.Should().Throw<GanFileException>().Which.Message;
        message.Should().NotContain("\n").And.NotContain("\u2028").And.Contain("x?ERROR");
        message.Length.Should().BeLessThan(500);
    }
}
