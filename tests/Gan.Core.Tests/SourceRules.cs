using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gan.Core.Tests;

/// <summary>
/// Rules that the sources of a package keep, checked on their meaning (Roslyn's), so that comments, strings and equal names do not count.
/// </summary>
/// <remarks>Each rule returns its violations, each as one readable line.</remarks>
internal sealed class SourceRules
{
    /// <summary>Stands for the files that lie in no folder.</summary>
    public const string Root = ".";

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation _compilation;

    /// <param name="sources">Paths relative to the project, such as <c>Runtime/ComputeDevice.cs</c>, and texts.</param>
    /// <param name="assembly">What they are compiled to.</param>
    /// <param name="uses">The built packages that they use.</param>
    /// <param name="usings">Namespaces that every file of them uses, beside the implicit ones.</param>
    public SourceRules(
        IEnumerable<(string Path, string Text)> sources, string assembly = "Sources", string[]? uses = null, string[]? usings = null)
    {
        string[] libraries = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        string globalUsings = string.Join('\n', (usings ?? []).Select(name => $"global using {name};").Prepend(ImplicitUsings));
        _compilation = CSharpCompilation.Create(
            assembly,
            sources.Append(("Usings.cs", globalUsings)).Select(source => CSharpSyntaxTree.ParseText(source.Item2, path: source.Item1)),
            libraries.Where(library => !Path.GetFileName(library).StartsWith("Gan.", StringComparison.Ordinal))
                .Concat((uses ?? []).Select(package => Path.Combine(AppContext.BaseDirectory, $"{package}.dll")))
                .Select(library => MetadataReference.CreateFromFile(library)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>
    /// Numbers in what runs step after step are kept alive: TorchSharp makes a Scalar of a number, and of the factor of a sum, and hands on no
    /// more than its address. <c>TensorMath</c> keeps them.
    /// </summary>
    /// <param name="folders">The folders to look into.</param>
    public IEnumerable<string> NumbersAreKeptAlive(IReadOnlyList<string> folders)
    {
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(tree => folders.Any(folder => tree.FilePath.StartsWith(folder + "/", StringComparison.Ordinal))))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (ExpressionSyntax expression in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>())
            {
                if (MakesANumberOnTheWay(model, expression))
                {
                    yield return $"{tree.FilePath}({tree.GetLineSpan(expression.Span).StartLinePosition.Line + 1}): {expression}";
                }
            }
        }
    }

    private static bool MakesANumberOnTheWay(SemanticModel model, ExpressionSyntax expression)
    {
        if (model.GetConversion(expression) is { IsUserDefined: true, MethodSymbol.ContainingType.Name: "Scalar" } && expression.Parent is ArgumentSyntax)
        {
            return true;
        }

        return expression is InvocationExpressionSyntax or BinaryExpressionSyntax
            && model.GetSymbolInfo(expression).Symbol is IMethodSymbol { ContainingType.Name: "Tensor" } method
            && method.Name is "add" or "add_" or "op_Addition" && method.Parameters.All(parameter => parameter.Type.Name == "Tensor");
    }

    /// <summary>A file uses only its own folder and the folders above it. A folder within another is one of its own.</summary>
    /// <param name="folders">The folders in reading order, such as <c>Models/Layers</c>; <see cref="Root"/> for files in none.</param>
    /// <param name="exceptions">Files, and folders below them that they may use.</param>
    public IEnumerable<string> FolderOrder(IReadOnlyList<string> folders, IReadOnlyList<(string File, string Uses)>? exceptions = null)
    {
        List<string> order = [.. folders];
        foreach (SyntaxTree file in Files)
        {
            int own = order.IndexOf(FolderOf(file));
            if (own < 0)
            {
                yield return $"{file.FilePath} lies in no folder of the design";
                continue;
            }

            SemanticModel meaning = _compilation.GetSemanticModel(file);
            foreach (string used in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                .Select(name => meaning.GetSymbolInfo(name).Symbol).Select(DeclaringFile).OfType<SyntaxTree>().Distinct()
                .Where(other => order.IndexOf(FolderOf(other)) > own && !(exceptions ?? []).Contains((file.FilePath, FolderOf(other))))
                .Select(other => other.FilePath))
            {
                yield return $"{file.FilePath} uses {used}";
            }
        }
    }

    /// <summary>A file holds one type, and is called like it; the parts of a partial type add a word: <c>Type.Part.cs</c>.</summary>
    public IEnumerable<string> OneTypeAFile() =>
        from file in Files
        let types = file.GetRoot().DescendantNodes(node => node is not TypeDeclarationSyntax).OfType<MemberDeclarationSyntax>()
            .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
            .Select(member => member is DelegateDeclarationSyntax d ? d.Identifier.Text : ((BaseTypeDeclarationSyntax)member).Identifier.Text).ToArray()
        where types is not [string type] || type != Path.GetFileName(file.FilePath).Split('.')[0]
        select $"{file.FilePath} declares {(types.Length == 0 ? "no type" : string.Join(", ", types))}";

    /// <summary>
    /// No method that opens a dispose scope awaits: scopes belong to a thread, and what follows an <c>await</c> may run on another.
    /// </summary>
    public IEnumerable<string> NoAwaitWithAScope() =>
        from file in Files
        from function in file.GetRoot().DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)
        where function.DescendantNodes().Any(node => node is AwaitExpressionSyntax)
            && function.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.Text == "NewDisposeScope")
        select $"{file.FilePath} awaits in a function that opens a dispose scope";

    private IEnumerable<SyntaxTree> Files => _compilation.SyntaxTrees.Where(tree => tree.FilePath != "Usings.cs");

    private static string FolderOf(SyntaxTree file) =>
        file.FilePath.LastIndexOf('/') is > 0 and int end ? file.FilePath[..end] : Root;

    private static SyntaxTree? DeclaringFile(ISymbol? symbol) =>
        (symbol as INamedTypeSymbol ?? symbol?.ContainingType)?.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree;
}
