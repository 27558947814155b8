namespace Gan.Core.Tests;

/// <summary>What breaks a rule, all of it in one message: whoever mends it sees everything at once.</summary>
internal static class Violations
{
    public static void ShouldBeNone(IEnumerable<string> violations)
    {
        string[] all = [.. violations];
        Assert.True(all.Length == 0, $"{all.Length} violations:\n{string.Join('\n', all)}");
    }
}
