using System.Diagnostics;
using System.Globalization;
using Gan.Data.Cifar.Archives;
using Gan.Data.Cifar.Reading;

namespace Gan.Data.Cifar.Tests.Fakes;

/// <summary>This assembly as a second process that downloads.</summary>
internal static class ChildProcess
{
    public static Process StartDownload(Uri mirror, string root, CifarEdition edition)
    {
        ProcessStartInfo start = new("dotnet")
        {
            ArgumentList =
            {
                typeof(ChildProcess).Assembly.Location, mirror.AbsoluteUri, root,
                edition.RecordsPerFile.ToString(CultureInfo.InvariantCulture),
                edition.ArchiveSize.ToString(CultureInfo.InvariantCulture),
                edition.ArchiveSha256,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    public static async Task<int> Main(string[] arguments)
    {
        CifarEdition edition = new(
            int.Parse(arguments[2], CultureInfo.InvariantCulture), long.Parse(arguments[3], CultureInfo.InvariantCulture), arguments[4],
            new Dictionary<string, string>());
        CifarOptions options = new() { Mirrors = [new Uri(arguments[0])], CacheRoot = arguments[1] };
        CifarContent content = await new CifarLoader(options, edition, TimeProvider.System).LoadAsync(null, CancellationToken.None);
        Console.WriteLine(content.Images.Fingerprint);
        return 0;
    }
}
