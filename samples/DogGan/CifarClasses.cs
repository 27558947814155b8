using Gan.Data.Cifar;

namespace DogGan;

/// <summary>Reads which classes of CIFAR-10 are meant: <c>dog</c>, <c>cat,dog</c>, <c>all</c>, <c>all-dog</c>.</summary>
internal static class CifarClasses
{
    private const string All = "all";

    /// <summary>The one class that the project is about.</summary>
    public static CifarClass[] Dog { get; } = [CifarClass.Dog];

    private static string Names => string.Join(", ", Enum.GetNames<CifarClass>().Select(name => name.ToLowerInvariant()));

    /// <summary>Reads an option's value.</summary>
    public static CifarClass[] Parse(string option, string value)
    {
        if (value.StartsWith(All, StringComparison.OrdinalIgnoreCase))
        {
            CifarClass[] without =
                [.. value[All.Length..].Split('-', StringSplitOptions.RemoveEmptyEntries).Select(name => One(option, name))];
            CifarClass[] rest = [.. Enum.GetValues<CifarClass>().Except(without)];
            return rest.Length > 0 ? rest : throw new FormatException($"{option}: '{value}' leaves no class.");
        }

        CifarClass[] named =
            [.. value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => One(option, name)).Distinct()];
        return named.Length > 0 ? named : throw new FormatException($"{option}: name at least one class.");
    }

    private static CifarClass One(string option, string name) =>
        Enum.GetValues<CifarClass>().Cast<CifarClass?>().FirstOrDefault(known => $"{known}".Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException($"{option}: '{name}' is no class of CIFAR-10. Choose among {Names}, or all.");
}
