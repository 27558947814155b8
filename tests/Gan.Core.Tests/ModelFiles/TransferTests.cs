namespace Gan.Core.Tests.ModelFiles;

public class TransferTests
{
    [Fact]
    public void Networks_start_from_the_files_and_so_does_the_average()
    {
        using TemporaryFolder folder = new();
        (string generator, string discriminator) = Trained(folder);
        using GanTrainer trainer = TestData.Gan().WithAveraging().StartFrom(new TransferOptions { Generator = generator, Discriminator = discriminator }).Build();
        using GanGenerator savedGenerator = GanGenerator.Load(generator, ComputeDevice.Cpu);
        using GanDiscriminator savedDiscriminator = GanDiscriminator.Load(discriminator, ComputeDevice.Cpu);

        trainer.Generator.Network.Bits().Should().Equal(savedGenerator.Network.Bits());
        trainer.SampledGenerator.Network.Bits().Should().Equal(savedGenerator.Network.Bits());
        trainer.Discriminator.Network.Bits().Should().Equal(savedDiscriminator.Network.Bits());
        trainer.Train(TestData.Pictures()).Remarks.Should().BeEmpty();
    }

    [Fact]
    public void One_alone_may_be_given_and_the_other_is_drawn()
    {
        using TemporaryFolder folder = new();
        string generator = Trained(folder).Generator;
        using GanTrainer started = TestData.Gan().StartFrom(new TransferOptions { Generator = generator }).Build();
        using GanTrainer drawn = TestData.Gan().Build();

        started.Discriminator.Network.Bits().Should().Equal(drawn.Discriminator.Network.Bits());
        started.Generator.Network.Bits().Should().NotEqual(drawn.Generator.Network.Bits());
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused_with_every_difference_unless_a_part_will_do()
    {
        using TemporaryFolder folder = new();
        TransferOptions options = new() { Generator = Trained(folder).Generator };
        GanBuilder wider = TestData.Gan().WithGenerator(TestData.Transposed with { Channels = [8, 6] });
        FluentActions.Invoking(() => wider.StartFrom(options).Build()).Should().Throw<GanFileException>().WithMessage("*image.weight*");

        using GanTrainer trainer = wider.StartFrom(options with { Partial = true }).Build();
        using GanGenerator saved = GanGenerator.Load(options.Generator!, ComputeDevice.Cpu);
        trainer.Generator.Network.Bits()["dense.weight"].Should().Be(saved.Network.Bits()["dense.weight"]);
        trainer.Train(TestData.Pictures()).Remarks.Should().ContainSingle().Which.Should().Contain("image.weight").And.NotContain("dense.weight");
    }

    [Fact]
    public void A_file_of_which_nothing_fits_is_refused()
    {
        using TemporaryFolder folder = new();
        string discriminator = Trained(folder).Discriminator;
        FluentActions.Invoking(() => TestData.Gan().WithDiscriminator(seed => new OwnDiscriminator(classCount: 0, seed))
            .StartFrom(new TransferOptions { Discriminator = discriminator, Partial = true }).Build())
            .Should().Throw<GanFileException>().WithMessage("*no weight that fits*");
    }

    [Fact]
    public void A_missing_file_one_of_another_kind_and_none_at_all_are_refused_at_once()
    {
        using TemporaryFolder folder = new();
        string generator = Trained(folder).Generator;
        GanBuilder builder = TestData.Gan();
        FluentActions.Invoking(() => builder.StartFrom(new TransferOptions { Generator = folder.File("none") })).Should().Throw<GanFileException>();
        FluentActions.Invoking(() => builder.StartFrom(new TransferOptions { Discriminator = generator })).Should().Throw<GanFileException>()
            .WithMessage("*is a generator file*");
        FluentActions.Invoking(() => builder.StartFrom(new TransferOptions())).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_run_goes_on_only_with_the_same_start()
    {
        using TemporaryFolder folder = new();
        string generator = Trained(folder).Generator;
        GanBuilder Run() => TestData.Gan().SaveTo(folder.File("transferred"));
        using (GanTrainer trainer = Run().StartFrom(new TransferOptions { Generator = generator }).Build())
        {
            trainer.Train(TestData.Pictures());
        }

        string copy = folder.File("copy.safetensors");
        File.Copy(generator, copy);
        using GanTrainer same = Run().StartFrom(new TransferOptions { Generator = copy }).WithEpochs(4).Build();
        same.Train(TestData.Pictures()).Epochs.Should().Be(4);
        using GanTrainer other = Run().WithEpochs(5).Build();
        FluentActions.Invoking(() => other.Train(TestData.Pictures())).Should().Throw<GanException>().WithMessage("*start was*generator*");
    }

    [Fact]
    public void Frozen_layers_stay_as_they_are_and_the_others_learn()
    {
        using GanTrainer trainer = TestData.Gan().WithFrozen(generator: "dense.weight", discriminator: "blocks.0, dense").Build();
        SortedDictionary<string, string> generator = trainer.Generator.Network.Bits(), discriminator = trainer.Discriminator.Network.Bits();
        trainer.Train(TestData.Pictures());

        Same(generator, trainer.Generator.Network.Bits()).Should().Contain("dense.weight").And.NotContain("image.weight");
        Same(discriminator, trainer.Discriminator.Network.Bits()).Should()
            .Contain(["blocks.0.conv.weight", "dense.weight"]).And.NotContain("blocks.1.conv.weight");

        static IEnumerable<string> Same(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
            before.Where(entry => after[entry.Key] == entry.Value).Select(entry => entry.Key);
    }

    [Fact]
    public void Names_that_no_weight_has_are_refused_with_those_that_exist() =>
        FluentActions.Invoking(() => TestData.Gan().WithFrozen("blocks.7", "block").Build()).Should().Throw<GanConfigurationException>()
            .WithMessage("*blocks.7*dense.weight*").WithMessage("*block'*");

    private static (string Generator, string Discriminator) Trained(TemporaryFolder folder)
    {
        string run = folder.File("run");
        using GanTrainer trainer = TestData.Gan().WithSeed(77).SaveTo(run).Build();
        trainer.Train(TestData.Pictures());
        return (Path.Combine(run, "generator.safetensors"), Path.Combine(run, "discriminator.safetensors"));
    }
}
