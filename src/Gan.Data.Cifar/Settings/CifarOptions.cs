namespace Gan.Data.Cifar;

/// <summary>What to read of CIFAR-10 and where it comes from. Every setting has a default.</summary>
public sealed record CifarOptions
{
    // One list for all, since lists are equal only to themselves.
    private static readonly CifarClass[] AllClasses = Enum.GetValues<CifarClass>();

    /// <summary>
    /// The mirrors tried unless others are named: the authors' server, and copies of the same file that the MindSpore and the Swift for
    /// TensorFlow projects host for their tutorials. A download is used only if its SHA-256 is the official one, so no mirror can alter it.
    /// </summary>
    public static IReadOnlyList<Uri> DefaultMirrors { get; } =
    [
        new("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
        new("https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/cifar-10-binary.tar.gz"),
        new("https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/cifar-10-binary.tar.gz"),
    ];

    /// <summary>
    /// Where the data lies: an archive in the format of <c>cifar-10-binary.tar.gz</c> under any name, or a folder with the files, with a
    /// subfolder <c>cifar-10-batches-bin</c>, or with the archive. Nothing is written there and nothing is downloaded.
    /// </summary>
    /// <value>
    /// The default value is <see langword="null"/>: the data is looked for in <see cref="CacheRoot"/> and downloaded if it is missing.
    /// </value>
    public string? DataPath { get; init; }

    /// <summary>The folder that keeps the downloaded archive; a read-only one is fine once the data is in it.</summary>
    /// <value>The default value is <see langword="null"/>, which stands for <see cref="CifarLocator.DefaultCacheRoot"/>.</value>
    public string? CacheRoot { get; init; }

    /// <summary>Which part to read.</summary>
    /// <value>The default value is <see cref="CifarSplit.Train"/>.</value>
    public CifarSplit Split { get; init; } = CifarSplit.Train;

    /// <summary>Which classes to read; order and repetitions have no meaning.</summary>
    /// <value>The default value is all ten.</value>
    public IReadOnlyList<CifarClass> Classes { get; init; } = AllClasses;

    /// <summary>How closely local data is checked. An archive in the cache is always held to the official checksum.</summary>
    /// <value>The default value is <see cref="CifarVerification.Structure"/>.</value>
    public CifarVerification Verification { get; init; } = CifarVerification.Structure;

    /// <summary>
    /// Addresses of the official archive, tried in this order. Only <c>https</c>; <c>http</c> is allowed for the local machine. The
    /// authors' server is often slow, so a copy of your own is best named first.
    /// </summary>
    /// <value>The default value is <see cref="DefaultMirrors"/>.</value>
    public IReadOnlyList<Uri> Mirrors { get; init; } = DefaultMirrors;

    /// <summary>
    /// How long connecting may take, all mirrors together; each gets an equal share. When it is over without one connection, the hosts
    /// count as unreachable.
    /// </summary>
    /// <value>The default value is 8 seconds.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long a connected mirror may send nothing. A download has no limit on its whole duration: slow is not failure.</summary>
    /// <value>The default value is 30 seconds.</value>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often a mirror is asked in a row without sending a byte, before the next one gets its turn. The pause between doubles, from 1
    /// second to 30.
    /// </summary>
    /// <value>The default value is 4.</value>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The classes in the order of their labels, each once.</summary>
    internal CifarClass[] SelectedClasses => [.. Classes.Distinct().Order()];

    internal string ResolvedCacheRoot => Path.GetFullPath(CacheRoot ?? CacheFolder.Default);

    internal static bool IsAllowed(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <exception cref="ArgumentException">A setting has no meaning; the message lists every such setting.</exception>
    internal void Validate()
    {
        List<string> problems = [];
        void Require(bool condition, string problem)
        {
            if (!condition)
            {
                problems.Add(problem);
            }
        }

        Require(!IsBlank(DataPath), $"{nameof(DataPath)} is blank; leave it null or name a folder or archive.");
        Require(!IsBlank(CacheRoot), $"{nameof(CacheRoot)} is blank; leave it null or name a folder.");
        Require(Enum.IsDefined(Split), $"{nameof(Split)} is {Split}, which is no part of CIFAR-10.");
        Require(Enum.IsDefined(Verification), $"{nameof(Verification)} is {Verification}, which is no level.");
        Require(Classes.Count > 0, $"{nameof(Classes)} is empty; name at least one class.");
        Require(Classes.All(Enum.IsDefined), $"{nameof(Classes)} names a class outside CIFAR-10's ten.");
        Require(Mirrors.Count > 0, $"{nameof(Mirrors)} is empty; name at least one address.");
        foreach (Uri mirror in Mirrors.Where(mirror => !IsAllowed(mirror)))
        {
            problems.Add($"{nameof(Mirrors)} has {mirror}; only https is allowed, and http for the local machine.");
        }

        Require(IsTimeout(ConnectTimeout), $"{nameof(ConnectTimeout)} is {ConnectTimeout}; it must be more than 0 and at most a day.");
        Require(IsTimeout(StallTimeout), $"{nameof(StallTimeout)} is {StallTimeout}; it must be more than 0 and at most a day.");
        Require(MaxAttempts >= 1, $"{nameof(MaxAttempts)} is {MaxAttempts}; it must be at least 1.");
        if (problems.Count > 0)
        {
            throw new ArgumentException($"The {nameof(CifarOptions)} cannot be used: {string.Join(' ', problems)}");
        }
    }

    private static bool IsBlank(string? path) => path is not null && string.IsNullOrWhiteSpace(path);

    private static bool IsTimeout(TimeSpan value) => value > TimeSpan.Zero && value <= TimeSpan.FromDays(1);
}
