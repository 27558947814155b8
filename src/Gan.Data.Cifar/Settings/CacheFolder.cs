using Gan.Core;

namespace Gan.Data.Cifar;

/// <summary>The folder in which data sets are kept when none is named.</summary>
internal static class CacheFolder
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "GAN_DATA_ROOT";

    /// <summary>The folder that the variable names, else one in the user's local application data.</summary>
    /// <exception cref="GanDataException">The variable is not set and the user has no such folder.</exception>
    public static string Default
    {
        get
        {
            string? named = Environment.GetEnvironmentVariable(Variable);
            if (!string.IsNullOrWhiteSpace(named))
            {
                return Path.GetFullPath(named);
            }

            // Unverified: on Linux the folder need not exist yet, and the verified form answers with an empty string then.
            string local = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return local.Length > 0
                ? Path.Combine(local, "Gan.Core", "data")
                : throw new GanDataException(
                    $"This user has no folder for application data to keep CIFAR-10 in. Name one with the variable {Variable}.");
        }
    }
}
