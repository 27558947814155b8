using DogGan.Output;
using Gan.Core;
using Gan.Data.Cifar;
using Gan.Imaging;

namespace DogGan;

/// <summary>Where the pictures come from: <c>auto</c>, <c>synthetic</c>, or a path to CIFAR-10 or to a folder of pictures.</summary>
internal static class DataSource
{
    private const int HeldOutDrawings = 1000;

    /// <summary>Loads what <c>--data</c> names.</summary>
    public static async Task<IImageDataset> LoadAsync(string data, CancellationToken cancellationToken, CifarClass[]? classes = null) => data switch
    {
        "auto" => await LoadDogsOrSyntheticAsync(classes ?? CifarClasses.Dog, cancellationToken),
        "synthetic" => LoadSynthetic("as asked"),
        _ => await LoadPathAsync(data, classes ?? CifarClasses.Dog, cancellationToken),
    };

    /// <summary>Loads CIFAR-10 when it is in the cache already, else the built-in pictures: never a download of an hour.</summary>
    public static async Task<IImageDataset> LoadWithoutDownloadAsync(CancellationToken cancellationToken) =>
        CifarLocator.Find() is not null
            ? Announce(await CifarDogDataset.LoadAsync(cancellationToken: cancellationToken))
            : LoadSynthetic("since CIFAR-10 is not on this machine; 'train --data auto' downloads it");

    /// <summary>Loads what <c>--data</c> names, and pictures of the same kind that training on it never sees.</summary>
    public static async Task<(IImageDataset Training, IImageDataset HeldOut)> LoadWithHeldOutAsync(
        string data, string? heldOut, CancellationToken cancellationToken, CifarClass[]? classes = null)
    {
        IImageDataset training = await LoadAsync(data, cancellationToken, classes);
        if (heldOut is not null)
        {
            return Directory.Exists(heldOut)
                ? (training, Announce(ImageFolderDataset.Load(heldOut, cancellationToken: cancellationToken)))
                : throw new GanDataException($"--held-out: the folder '{heldOut}' does not exist. Name a folder of pictures.");
        }

        return training switch
        {
            Cifar10Dataset => (training, await LoadCifarAsync(
                new CifarOptions { DataPath = data == "auto" ? null : data, Split = CifarSplit.Test }, classes ?? CifarClasses.Dog, cancellationToken)),
            ImageFolderDataset => throw new GanDataException(
                "--held-out: name a folder of pictures that training never saw; without them no number can be judged."),
            _ => (training, SyntheticImages.Create(HeldOutDrawings, training.Shape, seed: 1)),
        };
    }

    private static async Task<IImageDataset> LoadCifarAsync(
        CifarOptions options, CifarClass[] classes, CancellationToken cancellationToken, DownloadDisplay? progress = null) =>
        Announce(classes is [CifarClass.Dog]
            ? await CifarDogDataset.LoadAsync(options, progress, cancellationToken)
            : await Cifar10Dataset.LoadAsync(options with { Classes = classes }, progress, cancellationToken));

    private static async Task<IImageDataset> LoadDogsOrSyntheticAsync(CifarClass[] classes, CancellationToken cancellationToken)
    {
        try
        {
            return await LoadCifarAsync(new CifarOptions(), classes, cancellationToken, new DownloadDisplay());
        }
        catch (CifarUnavailableException unreachable) when (unreachable.HostsUnreachable)
        {
            return LoadSynthetic("since CIFAR-10 is not on this machine and its hosts cannot be reached");
        }
    }

    private static async Task<IImageDataset> LoadPathAsync(string path, CifarClass[] classes, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new GanDataException($"--data: '{path}' does not exist. Name a folder or archive of CIFAR-10, a folder of pictures, auto or synthetic.");
        }

        return File.Exists(path) || CifarLocator.LooksLikeCifar10(path)
            ? await LoadCifarAsync(new CifarOptions { DataPath = path }, classes, cancellationToken)
            : Announce(ImageFolderDataset.Load(path, cancellationToken: cancellationToken));
    }

    private static ImageDataset LoadSynthetic(string reason)
    {
        ImageDataset drawn = SyntheticImages.Create();
        Console.WriteLine($"Data: {drawn.Count} drawn pictures, no photographs, {reason}.");
        return drawn;
    }

    private static IImageDataset Announce(IImageDataset dataset)
    {
        Console.WriteLine($"Data: {dataset.Name}, {dataset.Count} pictures.");
        return dataset;
    }
}
