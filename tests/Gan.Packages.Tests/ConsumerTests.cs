using System.Xml.Linq;
using Gan.Tests;

namespace Gan.Packages.Tests;

/// <summary>Programs that use the packages as their users do: <c>dotnet new</c>, <c>dotnet add package</c>, run, publish.</summary>
[Collection(PackagesCollection.Name)]
public class ConsumerTests(PackedPackages packages)
{
    // TorchSharp comes first, so that this works on a host with an older libstdc++ only if the package's targets do their part.
    private const string TrainingProgram = """
        using TorchSharp;

        using (torch.Tensor ones = torch.ones(3))
        {
            Console.WriteLine($"torch first: {ones.sum().item<float>()}");
        }

        Train();

        static void Train()
        {
            using Gan.Core.GanTrainer trainer = Gan.Core.GanPresets.LearningRate0003().WithEpochs(1).WithSeed(42).Build();
            Gan.Core.TrainingResult result = trainer.Train(Gan.Core.SyntheticImages.Create(64));
            Console.WriteLine($"trained: {result.Steps} steps");
            Gan.Detection.LabelledScores scores = Gan.Detection.LabelledScores.Of([0.1, 0.4], [0.6, 0.9]);
            Console.WriteLine($"area: {Gan.Detection.RocCurve.Of(scores).AreaUnderCurve}");
        }
        """;

    private const string ProgramWithoutBackend = """
        try
        {
            Gan.Core.TorchRuntime.EnsureLoaded();
            return 0;
        }
        catch (Gan.Core.TorchRuntimeException missing)
        {
            Console.Error.WriteLine(missing.Message);
            return 3;
        }
        """;

    [SkippableFact]
    public async Task An_app_with_a_backend_may_use_torch_first_and_is_publishable()
    {
        SkipElsewhere();

        // Gan.Core comes through Gan.Imaging: what it adds to a project must reach indirect users too.
        string folder = await packages.CreateConsoleAppAsync(
            "Painter", TrainingProgram, ("Gan.Imaging", packages.Version), ("Gan.Data.Cifar", packages.Version),
            ("Gan.Detection", packages.Version), ("TorchSharp-cpu", TorchSharpVersion()));

        ShouldHaveTrained(await DotNet.StartAsync("dotnet", folder, packages.Variables, "run", "-c", "Release"));

        await DotNet.RunAsync(folder, packages.Variables, "publish", "-c", "Release", "-r", "linux-x64", "--self-contained", "false", "-o", "published");
        ShouldHaveTrained(await DotNet.StartAsync(Path.Combine(folder, "published", "Painter"), "/", packages.Variables));
    }

    [SkippableFact]
    public async Task An_app_without_a_backend_is_told_what_to_add()
    {
        SkipElsewhere();
        string folder = await packages.CreateConsoleAppAsync("Bare", ProgramWithoutBackend, ("Gan.Core", packages.Version));

        (int exitCode, string output) = await DotNet.StartAsync("dotnet", folder, packages.Variables, "run");

        exitCode.Should().Be(3, output);
        output.Should().Contain("libtorch, the native library behind TorchSharp, is not part of this application.")
            .And.Contain("  dotnet add package TorchSharp-cpu --version 0.107.0");
    }

    private static void ShouldHaveTrained((int ExitCode, string Output) run)
    {
        run.ExitCode.Should().Be(0, run.Output);
        run.Output.Should().Contain("torch first: 3").And.Contain("trained: 2 steps").And.Contain("area: 1");
    }

    private static void SkipElsewhere() => Skip.IfNot(
        OperatingSystem.IsLinux() && Environment.Is64BitProcess, "These programs use the libtorch package for Linux x64.");

    private static string TorchSharpVersion() =>
        XDocument.Load(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props")).Descendants("TorchSharpVersion").Single().Value;
}
