namespace Gan.Core.Tests;

public class ArchitectureTests
{
    private const int LongestFile = 350;

    private static readonly Dictionary<string, Lazy<SourceRules>> Rules = PackageDesign.All.ToDictionary(
        package => package.Name, package => new Lazy<SourceRules>(() => Read(package)));

    public static TheoryData<string> Packages => [.. PackageDesign.All.Select(package => package.Name)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_folder_uses_only_the_folders_above_it(string package) => Violations.ShouldBeNone(
        Rules[package].Value.FolderOrder(PackageDesign.All.Single(design => design.Name == package).Folders, PackageDesign.Exceptions));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_file_holds_one_type_and_is_called_like_it(string package) => Violations.ShouldBeNone(Rules[package].Value.OneTypeAFile());

    [Theory]
    [MemberData(nameof(Packages))]
    public void No_function_with_a_dispose_scope_awaits(string package) =>
        Violations.ShouldBeNone(Rules[package].Value.NoAwaitWithAScope());

    [Fact]
    public void Numbers_in_what_runs_step_after_step_are_kept_alive() =>
        Violations.ShouldBeNone(Rules["Gan.Core"].Value.NumbersAreKeptAlive(["Layers", "Models", "Objective", "Training"]));

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    public void No_file_is_too_long_to_read_as_one_story(string folder) => Violations.ShouldBeNone(
        SourceFiles(Path.Combine(RepositoryRoot.Path, folder)).Where(file => file.Text.AsSpan().Count('\n') > LongestFile)
            .Select(file => $"{file.Path} has more than {LongestFile} lines"));

    private static SourceRules Read(PackageDesign package) => new(
        SourceFiles(package.Folder), package.Name, package.Uses, package.Uses.Length > 0 ? ["Gan.Core"] : null);

    // Build outputs and what the package adds to its users' projects are not the library's sources.
    private static IEnumerable<(string Path, string Text)> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), file))
            .Where(file => !file.Item1.Split('/').Any(part => part is "bin" or "obj" or "buildTransitive"))
            .Select(file => (file.Item1, File.ReadAllText(file.file)));
}
