using System.Runtime.InteropServices;
using TorchSharp;

namespace Gan.Core.Tests.Runtime;

public class TorchRuntimeTests
{
    public static TheoryData<string, Architecture, string?> Platforms => new()
    {
        { "WINDOWS", Architecture.X64, null },
        { "WINDOWS", Architecture.Arm64, "Arm64 on Windows*dotnet run --runtime win-x64*" },
        { "WINDOWS", Architecture.X86, "X86 on Windows*dotnet run --runtime win-x64*" },
        { "LINUX", Architecture.X64, null },
        { "LINUX", Architecture.Arm64, "Arm64 on Linux*dotnet run --runtime linux-x64*" },
        { "LINUX", Architecture.X86, "X86 on Linux*dotnet run --runtime linux-x64*" },
        { "OSX", Architecture.Arm64, null },
        { "OSX", Architecture.X64, "X64 on macOS*dotnet run --runtime osx-arm64*" },
        { "OSX", Architecture.X86, "X86 on macOS*dotnet run --runtime osx-arm64*" },
    };

    [Fact]
    public void Loading_can_be_asked_for_again()
    {
        TorchRuntime.EnsureLoaded();
        TorchRuntime.EnsureLoaded();
        using torch.Tensor ones = torch.ones(3);
        ones.sum().item<float>().Should().Be(3);
    }

    [Fact]
    public void The_description_names_the_versions_in_use_in_one_line()
    {
        TorchRuntime.EnsureLoaded();
        string description = TorchRuntime.Describe();
        description.Should().StartWith("TorchSharp 0.107.0, libtorch 2.10.0, ").And.Contain(NativeFolders.PortableRuntimeIdentifier);
        description.Should().NotContain("\n");
        if (TorchRuntime.LoadReport is { } report)
        {
            description.Should().EndWith($"({report})");
        }
    }

    [SkippableFact]
    public void What_was_relaxed_on_an_older_host_is_reported()
    {
        TorchRuntime.EnsureLoaded();
        Skip.If(TorchRuntime.LoadReport is null, "This host's libstdc++ is new enough.");
        TorchRuntime.LoadReport.Should().Contain("libstdc++").And.Contain("1 unused symbol version")
            .And.Contain($"{NativeLibraryResolver.OptOutVariable}=1");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Platforms_without_a_libtorch_package_are_refused_with_the_remedy(string system, Architecture architecture, string? message)
    {
        Action check = () => TorchRuntime.RequireSupportedPlatform(OSPlatform.Create(system), architecture);
        if (message is null)
        {
            check.Should().NotThrow();
        }
        else
        {
            check.Should().Throw<TorchRuntimeException>().WithMessage($"*{message}");
        }
    }

    [Fact]
    public void A_missing_backend_is_answered_with_the_command_that_adds_one() =>
        TorchRuntime.MissingBackend(["/app", "/shared"]).Should()
            .Contain("dotnet add package TorchSharp-cpu --version 0.107.0").And.Contain("TorchSharp-cuda-linux")
            .And.EndWith("Looked in: /app, /shared");

    [Theory]
    [InlineData("LINUX", "apt-get install libstdc++6")]
    [InlineData("WINDOWS", "winget install Microsoft.VCRedist.2015+.x64")]
    [InlineData("OSX", "macOS 13")]
    public void A_library_that_does_not_load_is_answered_with_what_it_needs(string system, string remedy) =>
        TorchRuntime.Unloadable(OSPlatform.Create(system), "the loader's words").Should()
            .Contain(remedy).And.Contain("0.107.0").And.EndWith("The system reports: the loader's words");
}
