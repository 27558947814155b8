using TorchSharp;

namespace Gan.Core.Tests.Data;

public class ResidentImagesTests
{
    [Fact]
    public void A_batch_holds_the_pictures_of_its_place_in_the_order_and_their_labels()
    {
        ImageDataset set = TestData.Pictures(count: 7, classes: 3);
        EpochSampler sampler = new(set.Count, batchSize: 3, seed: 9);
        using ResidentImages resident = new(set, sampler, torch.CPU);
        foreach ((int epoch, int batch) in new[] { (0, 0), (0, 1), (1, 0), (0, 1) })
        {
            using ImageBatch read = resident.Read(epoch, batch);
            read.Should().BeTheBatch(set, sampler.Order(epoch).AsSpan(batch * 3, 3));
        }
    }

    [Fact]
    public void It_stays_alive_outside_the_scope_it_was_made_in_and_leaves_nothing()
    {
        long before = LiveTensors.Count;
        ResidentImages resident;
        using (torch.NewDisposeScope())
        {
            resident = new(TestData.Pictures(), new EpochSampler(10, 2, seed: 0), torch.CPU);
            resident.Read(0, 0).Dispose();
        }

        resident.Read(0, 1).Dispose();
        resident.Read(1, 0).Dispose();
        resident.Dispose();
        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void A_label_outside_the_classes_is_refused_and_leaves_no_tensor()
    {
        WatchedDataset set = new(TestData.Pictures(count: 4)) { Label = index => index == 2 ? 1 : 0 };
        long before = LiveTensors.Count;
        Action copy = () => _ = new ResidentImages(set, new EpochSampler(4, 2, seed: 0), torch.CPU);

        copy.Should().Throw<GanDataException>().WithMessage("'noise': picture 2 has label 1, and there are 1 classes.");
        LiveTensors.Count.Should().Be(before);
    }
}
