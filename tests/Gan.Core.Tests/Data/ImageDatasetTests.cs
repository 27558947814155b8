namespace Gan.Core.Tests.Data;

public class ImageDatasetTests
{
    private static readonly ImageShape Shape = new(1, 2, 2);

    private static ImageDataset Set(byte[]? pixels = null, int[]? labels = null, string name = "set", ImageShape? shape = null) =>
        new(name, shape ?? Shape, pixels ?? [1, 2, 3, 4, 5, 6, 7, 8], labels ?? [0, 1], ["cat", "dog"]);

    [Fact]
    public void Pictures_and_labels_come_back_by_index()
    {
        ImageDataset set = Set();
        byte[] picture = new byte[4];
        set.CopyImage(1, picture);

        picture.Should().Equal(5, 6, 7, 8);
        set.GetLabel(1).Should().Be(1);
        (set.Count, set.Name, set.Shape).Should().Be((2, "set", Shape));
        set.ClassNames.Should().Equal("cat", "dog");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_picture_that_is_not_there_is_refused(int index)
    {
        Action copy = () => Set().CopyImage(index, new byte[4]);
        copy.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void The_fingerprint_is_that_of_shape_pixels_and_labels()
    {
        Set().Fingerprint.Should().Be(Expected("1,2,2"u8.ToArray(), [1, 2, 3, 4, 5, 6, 7, 8], [0, 0, 0, 0, 1, 0, 0, 0]));
        Set(name: "another name").Fingerprint.Should().Be(Set().Fingerprint);
        Set(pixels: [1, 2, 3, 4, 5, 6, 7, 9]).Fingerprint.Should().NotBe(Set().Fingerprint);
        Set(labels: [1, 1]).Fingerprint.Should().NotBe(Set().Fingerprint);
        Set(shape: new(1, 4, 1)).Fingerprint.Should().NotBe(Set().Fingerprint);
    }

    [Fact]
    public void A_set_without_pictures_is_refused() =>
        Refusal(() => Set([], [])).Should().Be("'set' holds no picture.");

    [Fact]
    public void Lengths_that_do_not_fit_together_are_refused() =>
        Refusal(() => Set(pixels: new byte[7])).Should().Be("'set' has 2 labels and 7 pixel values; 1×2×2 pictures need 8.");

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void A_label_outside_the_classes_is_refused(int label) =>
        Refusal(() => Set(labels: [0, label])).Should().Be($"'set': picture 1 has label {label}, and there are 2 classes.");

    [Fact]
    public void A_shape_without_area_is_refused() =>
        Refusal(() => Set(shape: new(1, 0, 2))).Should().Be("'set' has pictures of shape 1×0×2; every side must be at least 1.");

    private static string Expected(params byte[][] parts) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. parts.SelectMany(part => part)]));

    private static string Refusal(Func<ImageDataset> create) => create.Should().Throw<GanDataException>().Which.Message;
}
