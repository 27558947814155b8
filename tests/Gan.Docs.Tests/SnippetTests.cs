using System.Reflection;
using Gan.Evaluation;

namespace Gan.Docs.Tests;

/// <summary>What the documents show compiles as it stands, and what "Extend it" shows trains.</summary>
public class SnippetTests
{
    private const string ExtendIt = "docs/extend.md";
    private const int LongestExtension = 30;

    private static readonly ImageShape Shape = new(3, 12, 12);

    public static TheoryData<Snippet> All
    {
        get
        {
            IEnumerable<string> documents = new[] { "docs", "src" }
                .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Path, folder), "*.md", SearchOption.AllDirectories))
                .Select(path => Path.GetRelativePath(RepositoryRoot.Path, path))
                .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Concat(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]);
            return [.. documents.SelectMany(Snippet.In)];
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_compiles(Snippet snippet) => string.Join('\n', snippet.Errors()).Should().BeEmpty();

    [Fact]
    public void A_block_that_does_not_compile_is_told() =>
        new Snippet("here:1", "GanBuilder wrong = builder.WithNothing();").Errors().Should().ContainSingle().Which
            .Should().Contain("WithNothing");

    [Fact]
    public void What_extend_it_shows_trains()
    {
        Assembly shown = Snippet.Load(Snippet.In(ExtendIt));
        GeneratorOptions generator = One<GeneratorOptions>(shown) with { Latent = TestData.Latent, ImageShape = Shape };
        typeof(ArchitectureCatalog).GetMethod(nameof(ArchitectureCatalog.AddGenerator))!.MakeGenericMethod(generator.GetType()).Invoke(null, ["tiny", null]);
        using GanTrainer trainer = TestData.Gan()
            .WithGenerator(generator)
            .WithDiscriminator(TestData.Discriminator with { ImageShape = Shape })
            .WithLoss(One<IAdversarialLoss>(shown))
            .WithPenalty(One<IPenalty>(shown))
            .WithAugmentation(One<IAugmentation>(shown))
            .WithAveraging()
            .WithPrecision(Precision.BFloat16)
            .WithEvaluation(TestData.Pictures(count: 30, shape: Shape, seed: 2), Measuring(shown))
            .Build();

        trainer.Train(TestData.Pictures(count: 30, shape: Shape)).Steps.Should().Be(21);
        trainer.History.Should().OnlyContain(entry => double.IsFinite(entry.GeneratorLoss));
    }

    [Fact]
    public void What_extend_it_shows_is_short() => Snippet.In(ExtendIt).Should().OnlyContain(snippet => snippet.Lines < LongestExtension);

    private static TrainingEvaluationOptions Measuring(Assembly shown)
    {
        EvaluationMetric metric = shown.GetTypes().SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(EvaluationMetric)).Select(property => (EvaluationMetric)property.GetValue(null)!).Single();
        return new TrainingEvaluationOptions { Every = 3, Metric = metric, Measurement = new EvaluationOptions { Metrics = [metric] } };
    }

    private static T One<T>(Assembly assembly) =>
        (T)Activator.CreateInstance(assembly.GetTypes().Single(type => !type.IsAbstract && type.IsAssignableTo(typeof(T))))!;
}
