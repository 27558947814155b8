using TorchSharp;

namespace Gan.Imaging.Tests.Grids;

public sealed class ImageGridTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Minus_one_is_black_plus_one_is_white_and_what_is_outside_is_clamped()
    {
        using torch.Tensor images = torch.tensor([-1f, 1f, 0f, -7f, 7f, 0.2f], [1, 1, 1, 6]);
        RgbImage grid = ImageGrid.Render(images, scale: 1, padding: 0);
        Enumerable.Range(0, 6).Select(x => grid.At(x, 0).Red).Should().Equal(0, 255, 128, 0, 255, 153);
    }

    [Fact]
    public void Every_pixel_of_every_tile_is_where_it_should_be()
    {
        const int count = 5, columns = 3, height = 2, width = 4, scale = 3, padding = 2;
        using torch.Tensor images = torch.arange(count * 3 * height * width, torch.ScalarType.Int32).to(torch.ScalarType.Byte).reshape(count, 3, height, width);

        RgbImage grid = ImageGrid.Render(images, columns, scale, padding);

        (grid.Width, grid.Height).Should().Be((2 + (3 * 14), 2 + (2 * 8)));
        for (int y = 0; y < grid.Height; y++)
        {
            for (int x = 0; x < grid.Width; x++)
            {
                (int column, int inX) = Math.DivRem(x - padding, (width * scale) + padding);
                (int row, int inY) = Math.DivRem(y - padding, (height * scale) + padding);
                int tile = (row * columns) + column;
                bool onTile = x >= padding && y >= padding && inX < width * scale && inY < height * scale && tile < count;
                int first = (((tile * 3 * height) + (inY / scale)) * width) + (inX / scale);
                (byte, byte, byte) expected = onTile ? ((byte)first, (byte)(first + 8), (byte)(first + 16)) : ((byte)255, (byte)255, (byte)255);
                grid.At(x, y).Should().Be(expected, $"pixel {x}, {y}");
            }
        }
    }

    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(4, 0, 2, 2)]
    [InlineData(5, 0, 3, 2)]
    [InlineData(10, 0, 4, 3)]
    [InlineData(10, 10, 10, 1)]
    [InlineData(3, 10, 3, 1)]
    [InlineData(7, 1, 1, 7)]
    public void Tiles_are_laid_out_in_a_square_or_in_the_columns_asked_for(int count, int columns, int expectedColumns, int expectedRows)
    {
        using torch.Tensor images = torch.zeros(count, 1, 4, 4);
        RgbImage grid = ImageGrid.Render(images, columns, scale: 1, padding: 0);
        (grid.Width, grid.Height).Should().Be((4 * expectedColumns, 4 * expectedRows));
    }

    [Theory]
    [InlineData(32, 1, 96)]
    [InlineData(28, 1, 84)]
    [InlineData(64, 1, 64)]
    [InlineData(200, 1, 200)]
    [InlineData(1, 1, 96)]
    [InlineData(32, 400, 1920)]
    [InlineData(32, 900, 2880)]
    [InlineData(32, 2500, 3200)]
    [InlineData(32, 10_000, 3200)]
    public void Small_pictures_are_magnified_unless_the_grid_would_outgrow_a_screen(int side, int count, int expectedWidth)
    {
        using torch.Tensor images = torch.zeros(count, 1, side, side);
        ImageGrid.Render(images, padding: 0).Width.Should().Be(expectedWidth);
    }

    [Theory]
    [InlineData(torch.ScalarType.Float16)]
    [InlineData(torch.ScalarType.BFloat16)]
    [InlineData(torch.ScalarType.Float64)]
    public void Every_floating_point_type_is_taken(torch.ScalarType type)
    {
        using torch.Tensor images = torch.full([1, 3, 2, 2], -1, type);
        ImageGrid.Render(images).At(2, 2).Should().Be((0, 0, 0));
    }

    [Fact]
    public void Views_that_need_gradients_are_taken_as_they_look()
    {
        using torch.Tensor rows = torch.tensor([-1f, 1f, 1f, -1f, -1f, -1f], [1, 1, 2, 3], requires_grad: true);
        using torch.Tensor turned = rows.transpose(2, 3);
        RgbImage grid = ImageGrid.Render(turned, scale: 1, padding: 0);
        (grid.Width, grid.Height).Should().Be((2, 3));
        Enumerable.Range(0, 3).Select(y => grid.At(0, y).Red).Should().Equal(0, 255, 255);
        Enumerable.Range(0, 3).Select(y => grid.At(1, y).Red).Should().Equal(0, 0, 0);
    }

    [Fact]
    public void A_saved_grid_is_the_rendered_one()
    {
        using torch.Tensor images = torch.rand(3, 3, 8, 8).mul_(2).sub_(1);
        string path = _folder["samples", "epoch-0050.png"];
        ImageGrid.Save(path, images);
        RgbImage rendered = ImageGrid.Render(images);
        ImageFile.Read(path).Pixels.ToArray().Should().Equal(rendered.Pixels.ToArray());
        File.ReadAllBytes(path).Should().Equal(ImageGrid.EncodePng(images));
    }

    [Fact]
    public void The_tensor_is_left_as_it_was_and_nothing_else_stays_alive()
    {
        using torch.Tensor images = torch.full([2, 3, 4, 4], 0.5f);
        using torch.Tensor bytes = torch.zeros([2, 1, 4, 4], torch.ScalarType.Byte);
        long before = torch.Tensor.TotalCount;

        ImageGrid.EncodePng(images);
        ImageGrid.EncodePng(bytes);
        ImageGrid.Save(_folder["a.png"], images);

        (torch.Tensor.TotalCount - before).Should().Be(0);
        images.data<float>().ToArray().Should().OnlyContain(value => value == 0.5f);
        bytes.data<byte>().ToArray().Should().OnlyContain(value => value == 0);
    }

    public static TheoryData<long[]> WrongShapes => [[3, 8, 8], [2, 2, 8, 8], [2, 4, 8, 8], [0, 3, 8, 8], [2, 3, 0, 8], [8, 8, 3, 2, 1]];

    [Theory]
    [MemberData(nameof(WrongShapes))]
    public void A_wrong_shape_is_refused_and_shown(long[] shape)
    {
        using torch.Tensor images = torch.zeros(shape);
        FluentActions.Invoking(() => ImageGrid.Render(images)).Should().Throw<ArgumentException>().Which.Message.Should().Contain("[N, C, H, W]").And.Contain($"this tensor is [{string.Join(", ", shape)}]");
    }

    [Theory]
    [InlineData(torch.ScalarType.Int32)]
    [InlineData(torch.ScalarType.Int64)]
    [InlineData(torch.ScalarType.Bool)]
    public void A_wrong_type_is_refused_and_named(torch.ScalarType type)
    {
        using torch.Tensor images = torch.zeros([1, 3, 4, 4], type);
        FluentActions.Invoking(() => ImageGrid.Render(images)).Should().Throw<ArgumentException>().WithMessage($"*uint8*{type}*");
    }

    [Fact]
    public void Negative_numbers_and_absurd_sizes_are_refused()
    {
        using torch.Tensor images = torch.zeros(1, 3, 4, 4);
        FluentActions.Invoking(() => ImageGrid.Render(images, columns: -1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ImageGrid.Render(images, scale: -1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ImageGrid.Render(images, padding: -1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => ImageGrid.Render(images, scale: 100_000)).Should().Throw<ArgumentException>().WithMessage("*too large*");
        FluentActions.Invoking(() => ImageGrid.Save("grid.bmp", images)).Should().Throw<ArgumentException>().WithMessage("*.png*");
    }
}
