using Gan.Core;

namespace Gan.Data.Cifar.Reading;

/// <summary>What was read, and from where.</summary>
internal sealed record CifarContent(ImageDataset Images, IReadOnlyList<CifarClass> Classes, CifarSplit Split, string Source);
