using System.Collections;
using System.Reflection;
using System.Xml.Linq;

namespace Gan.Tests;

/// <summary>
/// What holds for every property of every options record of a package, found by reflection: a new one cannot be forgotten.
/// </summary>
/// <typeparam name="TOfPackage">A public type of the package.</typeparam>
public abstract class OptionsRecordsContract<TOfPackage>
{
    private static readonly Assembly Package = typeof(TOfPackage).Assembly;

    private static readonly HashSet<string> Documented = [.. XDocument.Load(Path.ChangeExtension(Package.Location, "xml"))
        .Descendants("member").Where(member => member.Element("value") is not null).Select(member => member.Attribute("name")!.Value)];

    /// <summary>Records that are options under another name.</summary>
    private static readonly string[] OptionsToo = ["LatentSpace", "Schedule"];

    /// <summary>Each record and each property of it that can be set.</summary>
#pragma warning disable CA1000 // xunit asks for it here.
    public static TheoryData<string, string> Properties
#pragma warning restore CA1000
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (Type type in Records)
            {
                foreach (PropertyInfo property in Settable(type))
                {
                    all.Add(type.Name, property.Name);
                }
            }

            return all;
        }
    }

    private static IEnumerable<Type> Records => Package.GetExportedTypes().Where(
        type => !type.IsAbstract && (type.Name.EndsWith("Options", StringComparison.Ordinal) || OptionsToo.Contains(type.Name)));

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_has_a_default_that_its_documentation_states(string record, string property)
    {
        Type type = Find(record);
        New(type).Should().Be(New(type));
        Documented.Should().Contain($"P:{type.GetProperty(property)!.DeclaringType!.FullName}.{property}");
    }

    [Theory]
    [MemberData(nameof(Properties))]
    public void A_property_counts_in_equality(string record, string property)
    {
        (object unchanged, object changed) = Change(record, property);
        changed.Should().NotBe(unchanged);
    }

    /// <summary>Gives a record with defaults, and one that differs in the property alone.</summary>
    protected (object Unchanged, object Changed) Change(string record, string property) => Change(Find(record), property);

    /// <summary>Gives a value that is no default, of types that only the package knows; null for others.</summary>
    protected virtual object? Example(Type type) => null;

    private static Type Find(string name) => Records.Single(type => type.Name == name);

    private static object New(Type type) => Activator.CreateInstance(type)!;

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private (object Unchanged, object Changed) Change(Type type, string name)
    {
        PropertyInfo property = type.GetProperty(name)!;
        (object unchanged, object changed) = (New(type), New(type));
        property.SetValue(changed, Example(property.PropertyType) ?? Other(property.GetValue(unchanged), property.PropertyType));
        return (unchanged, changed);
    }

    private object Other(object? value, Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            bool on => !on,
            int number => number + 1,
            long number => number + 1,
            double number => (number / 2) + 0.01,
            string text => text + "x",
            null when plain == typeof(string) => "x",
            null when plain == typeof(double) => 0.5,
            TimeSpan time => time + TimeSpan.FromSeconds(1),
            Enum choice => Enum.GetValues(plain).Cast<object>().First(other => !other.Equals(choice)),
            Core.ImageShape shape => shape with { Height = shape.Height * 2 },
            Core.ChannelList channels => Core.ChannelList.Create([.. channels, 7]),
            IEnumerable items when plain.IsGenericType => WithoutTheFirst(items, plain.GetGenericArguments()[0]),
            null => New(plain),
            _ when Settable(plain).FirstOrDefault() is { } inner => Change(plain, inner.Name).Changed,
            _ => throw new NotSupportedException($"Say what another {plain.Name} is."),
        };
    }

    private static Array WithoutTheFirst(IEnumerable items, Type type)
    {
        object[] rest = [.. items.Cast<object>().Skip(1)];
        Array array = Array.CreateInstance(type, rest.Length);
        Array.Copy(rest, array, rest.Length);
        return array;
    }
}
