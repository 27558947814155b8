using TorchSharp;

namespace Gan.Core.Tests.Data;

public class ResidentImagesTests
{
    [Fact]
    public void A_batch_holds_the_pictures_asked_for_scaled_and_their_labels()
    {
        ImageDataset set = TestData.Pictures(count: 6, classes: 3);
        using var scope = torch.NewDisposeScope();
        using ResidentImages resident = new(set, torch.CPU);
        torch.Tensor batch = resident.Images(torch.tensor(new long[] { 5, 0, 5 }));
        torch.Tensor bytes = PixelScaling.ToBytes(batch);

        batch.shape.Should().Equal(3, 3, 8, 8);
        batch.dtype.Should().Be(torch.ScalarType.Float32);
        byte[] expected = new byte[set.Shape.ValueCount];
        foreach ((int row, int index) in new[] { (0, 5), (1, 0), (2, 5) })
        {
            set.CopyImage(index, expected);
            bytes[row].Bytes().Should().Equal(expected);
        }

        resident.Labels(torch.tensor(new long[] { 5, 0, 4 })).data<long>().ToArray().Should().Equal(2, 0, 1);
    }

    [Fact]
    public void It_stays_alive_outside_the_scope_it_was_made_in_and_leaves_nothing()
    {
        long before = LiveTensors.Count;
        ResidentImages resident;
        using (torch.NewDisposeScope())
        {
            resident = new(TestData.Pictures(), torch.CPU);
        }

        using (torch.Tensor index = torch.tensor(new long[] { 1 }))
        using (torch.Tensor image = resident.Images(index))
        {
            image.shape.Should().Equal(1, 3, 8, 8);
        }

        resident.Dispose();
        LiveTensors.Count.Should().Be(before);
    }
}
