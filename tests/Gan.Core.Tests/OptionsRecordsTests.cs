using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;
using Gan.Core.ModelFiles;

namespace Gan.Core.Tests;

/// <summary>What holds for every property of every options record, found by reflection: a new one cannot be forgotten.</summary>
public class OptionsRecordsTests
{
    /// <summary>What may change when a run is resumed.</summary>
    private static readonly string[] MayChange = ["Epochs", "NonFinitePolicy", "MaxRollBacks", "MaxResidentBytes"];

    private static readonly HashSet<string> Documented = [.. XDocument.Load(Path.ChangeExtension(typeof(GanOptions).Assembly.Location, "xml"))
        .Descendants("member").Where(member => member.Element("value") is not null).Select(member => member.Attribute("name")!.Value)];

    public static TheoryData<string, string> Properties
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (Type type in OptionsTypes)
            {
                foreach (PropertyInfo property in Settable(type))
                {
                    all.Add(type.Name, property.Name);
                }
            }

            return all;
        }
    }

    private static IEnumerable<Type> OptionsTypes => typeof(GanOptions).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && (type.Name.EndsWith("Options", StringComparison.Ordinal) || type == typeof(LatentSpace) || type == typeof(Schedule)));

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_has_a_default_that_its_documentation_states(string record, string property)
    {
        Type type = Find(record);
        New(type).Should().Be(New(type));
        Documented.Should().Contain($"P:{Find(record).GetProperty(property)!.DeclaringType!.FullName}.{property}");
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_counts_in_equality(string record, string property)
    {
        (object unchanged, object changed) = Change(Find(record), property);
        changed.Should().NotBe(unchanged);
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_comes_back_from_JSON(string record, string property)
    {
        object changed = Change(Find(record), property).Changed;
        string json = JsonSerializer.Serialize(changed, Written(changed));
        JsonSerializer.Deserialize(json, Written(changed)).Should().Be(changed);

        static Type Written(object options) => options is GeneratorOptions ? typeof(GeneratorOptions)
            : options is DiscriminatorOptions ? typeof(DiscriminatorOptions) : options.GetType();
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_counts_when_a_run_is_resumed(string record, string property)
    {
        (object unchanged, object changed) = Change(Find(record), property);
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

    private static Type Find(string name) => OptionsTypes.Single(type => type.Name == name);

    private static object New(Type type) => Activator.CreateInstance(type)!;

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private static (object Unchanged, object Changed) Change(Type type, string name)
    {
        PropertyInfo property = type.GetProperty(name)!;
        (object unchanged, object changed) = (New(type), New(type));
        property.SetValue(changed, Other(property.GetValue(unchanged), property.PropertyType));
        return (unchanged, changed);
    }

    private static object Other(object? value, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            bool on => !on,
            int number => number + 1,
            long number => number + 1,
            double number => (number / 2) + 0.01,
            string text => text + "x",
            TimeSpan time => time + TimeSpan.FromSeconds(1),
            Enum choice => Enum.GetValues(plain).Cast<object>().First(other => !other.Equals(choice)),
            ImageShape shape => shape with { Height = shape.Height * 2 },
            ChannelList channels => ChannelList.Create([.. channels, 7]),
            null when plain == typeof(double) => 0.5,
            null when plain == typeof(string) => "x",
            null => New(plain),
            _ when Settable(plain).FirstOrDefault() is { } inner && value is not IEnumerable => Change(plain, inner.Name).Changed,
            _ => throw new NotSupportedException($"Say what another {plain.Name} is."),
        };
    }
}
