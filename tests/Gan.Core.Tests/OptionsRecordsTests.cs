using System.Text.Json;
using Gan.Core.ModelFiles;

namespace Gan.Core.Tests;

public class OptionsRecordsTests : OptionsRecordsContract<GanOptions>
{
    /// <summary>What may change when a run is resumed.</summary>
    private static readonly string[] MayChange = ["Epochs", "TimeBudget", "NonFinitePolicy", "MaxRollBacks", "MaxResidentBytes"];

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_comes_back_from_JSON(string record, string property)
    {
        object changed = Change(record, property).Changed;
        string json = JsonSerializer.Serialize(changed, Written(changed));
        JsonSerializer.Deserialize(json, Written(changed)).Should().Be(changed);

        static Type Written(object options) => options is GeneratorOptions ? typeof(GeneratorOptions)
            : options is DiscriminatorOptions ? typeof(DiscriminatorOptions) : options.GetType();
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_counts_when_a_run_is_resumed(string record, string property)
    {
        (object unchanged, object changed) = Change(record, property);
        if (InARun(unchanged) is not { } before || InARun(changed) is not { } after)
        {
            return;
        }

        RunDescription readBack = RunDescription.FromJson(before.ToJson(), "test");
        readBack.DifferencesTo(before).Should().BeEmpty();
        if (unchanged is GanOptions && MayChange.Contains(property))
        {
            readBack.DifferencesTo(after).Should().BeEmpty();
        }
        else
        {
            readBack.DifferencesTo(after).Should().NotBeEmpty().And.OnlyContain(
                sentence => sentence.Contains(property, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>A run that differs from others in these options alone; null for options that decide nothing of what is learnt.</summary>
    private static RunDescription? InARun(object options) => options switch
    {
        GanOptions training => new RunDescription { Options = training },
        AdamOptions adam => new RunDescription { Options = new GanOptions { GeneratorOptimizer = adam } },
        Schedule schedule => new RunDescription { Options = new GanOptions { GeneratorOptimizer = new AdamOptions { LearningRateSchedule = schedule } } },
        AveragingOptions averaging => new RunDescription { Options = new GanOptions { Averaging = averaging } },
        GeneratorOptions generator => new RunDescription { Generator = generator },
        DiscriminatorOptions discriminator => new RunDescription { Discriminator = discriminator },
        BatchNormOptions norm => new RunDescription { Generator = new UpsamplingGeneratorOptions { BatchNorm = norm } },
        LatentSpace latent => new RunDescription { Generator = new UpsamplingGeneratorOptions { Latent = latent } },
        SaveOptions or TransferOptions => null,
        _ => throw new NotSupportedException($"Say whether {options.GetType().Name} decides what is learnt."),
    };
}
