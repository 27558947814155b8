using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gan.Docs.Tests;

/// <summary>A block of C# in a document.</summary>
/// <param name="Place">The document and the line on which the block begins.</param>
/// <param name="Code">The block.</param>
public sealed record Snippet(string Place, string Code)
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    // A block that begins in the middle of a program goes on with the usings and the names of those before it.
    private const string OfTheDocument = """
        using Gan.Core;
        using Gan.Data.Cifar;
        using Gan.Detection;
        using Gan.Evaluation;
        using Gan.Imaging;
        using TorchSharp;

        """;

    private static readonly Dictionary<string, string> Names = new()
    {
        ["builder"] = "Gan.Core.GanBuilder",
        ["dataset"] = "Gan.Core.IImageDataset",
        ["dogs"] = "Gan.Core.IImageDataset",
        ["heldOut"] = "Gan.Core.IImageDataset",
        ["generator"] = "Gan.Core.IGenerator",
        ["history"] = "IReadOnlyList<Gan.Core.HistoryEntry>",
        ["images"] = "TorchSharp.torch.Tensor",
        ["pixels"] = "byte[]",
    };

    private static readonly Lazy<MetadataReference[]> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    /// <summary>Lines of code: usings, blank lines and lone braces do not count.</summary>
    public int Lines => Code.Split('\n').Select(line => line.Trim())
        .Count(line => line is not ("" or "{" or "}") && !line.StartsWith("using Gan", StringComparison.Ordinal)
            && !line.StartsWith("using TorchSharp", StringComparison.Ordinal) && !line.StartsWith("using static", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => Place;

    /// <summary>Reads the blocks of a document.</summary>
    public static IEnumerable<Snippet> In(string document)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, document));
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] == "```csharp")
            {
                int start = ++i;
                i = Array.IndexOf(lines, "```", start);
                yield return new Snippet($"{document}:{start}", string.Join('\n', lines[start..i]));
            }
        }
    }

    /// <summary>Lists what the compiler says against the block.</summary>
    public IReadOnlyList<string> Errors() => [.. Compile(this).GetDiagnostics()
        .Where(found => found.Severity == DiagnosticSeverity.Error)
        .Select(found => $"{Place}: {found.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];

    /// <summary>Makes the types of several blocks.</summary>
    public static Assembly Load(IEnumerable<Snippet> snippets)
    {
        using MemoryStream stream = new();
        Compile([.. snippets]).Emit(stream).Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Should().BeEmpty();
        return Assembly.Load(stream.ToArray());
    }

    private static CSharpCompilation Compile(params Snippet[] snippets)
    {
        SyntaxTree[] trees = [.. snippets.Select(snippet => CSharpSyntaxTree.ParseText(snippet.Program(), path: snippet.Place))];
        bool isProgram = trees.Any(tree => tree.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Any());
        return CSharpCompilation.Create(
            $"Snippets{Guid.NewGuid():N}",
            trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings)),
            References.Value,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private string Program()
    {
        // An expression alone shows how something is written.
        string code = Code.StartsWith("new ", StringComparison.Ordinal) && !Code.Contains(';', StringComparison.Ordinal) ? $"_ = {Code};" : Code;
        SyntaxNode root = CSharpSyntaxTree.ParseText(code).GetRoot();
        string usings = string.Concat(root.ChildNodes().OfType<UsingDirectiveSyntax>().Select(directive => directive.ToFullString()));
        string rest = code[usings.Length..];
        HashSet<string> declared = [.. root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(variable => variable.Identifier.Text)];
        string given = root.ChildNodes().OfType<GlobalStatementSyntax>().Any()
            ? string.Concat(root.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text).Distinct()
                .Where(name => Names.ContainsKey(name) && !declared.Contains(name)).Select(name => $"{Names[name]} {name} = null!;\n"))
            : "";
        return (usings.Length == 0 ? OfTheDocument : usings) + given + rest;
    }
}
