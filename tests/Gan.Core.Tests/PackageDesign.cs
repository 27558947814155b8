namespace Gan.Core.Tests;

/// <summary>What a package is made of, and what it may use.</summary>
/// <param name="Name">The package, its folder in <c>src</c> and its assembly.</param>
/// <param name="Uses">The packages of this repository that it depends on, no more than it uses.</param>
/// <param name="Folders">Its folders in reading order: each uses only those before it.</param>
internal sealed record PackageDesign(string Name, string[] Uses, string[] Folders)
{
    /// <summary>All packages, each after those that it uses.</summary>
    public static IReadOnlyList<PackageDesign> All { get; } =
    [
        new(
            "Gan.Core",
            [],
            [
                "Runtime", "Data/Synthetic", "Data", "Layers", "Models", "Models/Architectures", "Schedules", "Objective",
                "Objective/Losses", "Objective/Penalties", "Objective/Augmentations", "Training", "ModelFiles", "Presets",
            ]),
        new("Gan.Evaluation", ["Gan.Core"], ["Features", "Metrics", SourceRules.Root, "Training"]),
        new(
            "Gan.Detection",
            ["Gan.Core", "Gan.Evaluation"],
            ["Scores", "Protocol", "Settings", "Networks", "Training", "Reports", SourceRules.Root, "Video"]),
        new(
            "Gan.Data.Cifar",
            ["Gan.Core", "Gan.Evaluation"],
            ["Settings", "Archives", "Downloading", "Reading", "Classification", SourceRules.Root]),
        new("Gan.Imaging", ["Gan.Core"], ["Files", "Data", "Distortions", "Grids", "Plots", "Animation", "Training"]),
        new(
            "Gan.Reports",
            ["Gan.Core", "Gan.Detection", "Gan.Evaluation", "Gan.Imaging"],
            ["Pages", "Comparison", "Search", "Detection", "Training"]),
    ];

    /// <summary>Uses of a later folder that are allowed for now: a file, and the folder.</summary>
    public static IReadOnlyList<(string File, string Uses)> Exceptions { get; } =
    [
    ];

    /// <summary>The package's folder.</summary>
    public string Folder => Path.Combine(RepositoryRoot.Path, "src", Name);

    /// <summary>The package's project file.</summary>
    public string Project => Path.Combine(Folder, $"{Name}.csproj");

    public override string ToString() => Name;
}
