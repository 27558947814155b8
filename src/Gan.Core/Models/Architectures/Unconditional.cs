namespace Gan.Core;

/// <summary>Architectures that know nothing of classes.</summary>
internal static class Unconditional
{
    /// <summary>Refuses classes.</summary>
    public static IEnumerable<string> Validate(int classCount, string architecture)
    {
        if (classCount > 0)
        {
            yield return $"the {architecture} is not conditional and has {classCount} classes: set ClassCount to 0, or use a network that is.";
        }
    }
}
