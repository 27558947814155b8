using Gan.Tests;

namespace Gan.Core.Tests;

public class ArchitectureTests
{
    private const int LongestFile = 350;

    private static readonly string[] Folders =
        ["Runtime", "Data", "Layers", "Models", "Losses", "Training", "ModelFiles", "Evaluation", "Detection", "Export", "Presets"];

    private static readonly Lazy<SourceRules> Library = new(() => new SourceRules(
        SourceFiles("src/Gan.Core").Select(file => (file, File.ReadAllText(Path.Combine(RepositoryRoot.Path, "src/Gan.Core", file))))));

    [Fact]
    public void A_folder_uses_only_the_folders_above_it() => Library.Value.FolderOrder(Folders).Should().BeEmpty();

    [Fact]
    public void A_file_holds_one_type_and_is_called_like_it() => Library.Value.OneTypeAFile().Should().BeEmpty();

    [Fact]
    public void No_function_with_a_dispose_scope_awaits() => Library.Value.NoAwaitWithAScope().Should().BeEmpty();

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("samples")]
    public void No_file_is_too_long_to_read_as_one_story(string folder) =>
        SourceFiles(folder).Where(file => File.ReadLines(Path.Combine(RepositoryRoot.Path, folder, file)).Count() > LongestFile)
            .Should().BeEmpty("files end at {0} lines", LongestFile);

    [Fact]
    public void The_rules_see_a_use_of_a_lower_folder()
    {
        SourceRules rules = new(
        [
            ("Runtime/Upper.cs", "namespace N; class Upper { string Lower => \"Lower\"; /* Lower */ string Own() => Lower; }"),
            ("Data/Lower.cs", "namespace N; static class Lower { public static int Twice(this int x) => 2 * x; Upper U = new(); }"),
            ("Runtime/Wrong.cs", "namespace N; class Wrong { Lower x; }"),
            ("Runtime/Hidden.cs", "namespace N; class Hidden { int x = 3.Twice(); }"),
            ("Elsewhere/Lost.cs", "namespace N; class Lost;"),
        ]);
        rules.FolderOrder(["Runtime", "Data"]).Should().BeEquivalentTo(
            "Runtime/Wrong.cs uses Data/Lower.cs", "Runtime/Hidden.cs uses Data/Lower.cs", "Elsewhere/Lost.cs lies in no folder of the design");
    }

    [Fact]
    public void The_rules_see_a_second_type_and_another_name()
    {
        SourceRules rules = new(
        [
            ("Data/Good.cs", "namespace N; class Good<T> { class Inner; enum Kind { A } }"),
            ("Data/Good.Part.cs", "namespace N; partial class Good;"),
            ("Data/Two.cs", "namespace N { record Two; enum Three { A } }"),
            ("Data/Name.cs", "namespace N; delegate void Other();"),
            ("Data/Empty.cs", "namespace N;"),
        ]);
        rules.OneTypeAFile().Should().BeEquivalentTo(
            "Data/Two.cs declares Two, Three", "Data/Name.cs declares Other", "Data/Empty.cs declares no type");
    }

    [Fact]
    public void The_rules_see_an_await_with_a_scope()
    {
        SourceRules rules = new(
        [
            ("Training/Good.cs", "class Good { async void A() => await B(); Task B() { using var s = torch.NewDisposeScope(); return null; } }"),
            ("Training/Bad.cs", "class Bad { async void A() { using var s = torch.NewDisposeScope(); await B(); } }"),
        ]);
        rules.NoAwaitWithAScope().Should().Equal("Training/Bad.cs awaits in a function that opens a dispose scope");
    }

    // Build outputs and what the package adds to its users' projects are not the library's sources.
    private static IEnumerable<string> SourceFiles(string folder)
    {
        string root = Path.Combine(RepositoryRoot.Path, folder);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "buildTransitive"));
    }
}
