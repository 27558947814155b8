namespace Gan.Data.Cifar.Reading;

/// <summary>The header of one archive member.</summary>
/// <param name="Name">As stored, any prefix included.</param>
/// <param name="Kind">The type flag: <c>0</c> or NUL for a file, <c>5</c> for a folder.</param>
/// <param name="Size">Bytes of its content.</param>
/// <param name="Offset">Where its header starts in the unpacked archive.</param>
internal readonly record struct TarMember(string Name, char Kind, long Size, long Offset)
{
    public bool IsFile => Kind is '0' or '\0';

    public bool IsFolder => Kind == '5';

    public string Description => Kind switch
    {
        '0' or '\0' => "file",
        '1' => "hard link",
        '2' => "symbolic link",
        '3' or '4' => "device",
        '5' => "folder",
        '6' => "pipe",
        'S' => "sparse file",
        'L' or 'K' => "long name",
        _ => $"member of type '{Kind}'",
    };
}
