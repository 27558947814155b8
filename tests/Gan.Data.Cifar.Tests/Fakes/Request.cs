using System.Globalization;

namespace Gan.Data.Cifar.Tests.Fakes;

/// <summary>What a client asked for.</summary>
internal sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The first byte of an open-ended range; null without one.</summary>
    public int? From => Headers.TryGetValue("range", out string? range)
        ? int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture)
        : null;
}
