using Gan.Core.Tests.ModelFiles;

namespace Gan.Core.Tests.Runtime;

public class OpenMpTuningTests
{
    [SkippableTheory]
    [InlineData(null, null, "1000")]
    [InlineData("77", null, "77")]
    [InlineData(null, "ACTIVE", "")]
    public void Threads_that_wait_spin_briefly_unless_the_user_said_otherwise(string? count, string? policy, string expected)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "libgomp is on Linux only.");
        using ChildProcess process = ChildProcess.Start(
            "native-variables",
            [OpenMpTuning.SpinCountVariable],
            new Dictionary<string, string?>
            {
                [OpenMpTuning.SpinCountVariable] = count,
                [OpenMpTuning.WaitPolicyVariable] = policy,
                // libgomp then says on loading what it has read.
                ["OMP_DISPLAY_ENV"] = "VERBOSE",
            });
        process.ReadLine().Should().Be("1", "TorchSharp works");
        process.ReadLine().Should().Be(expected, "native code sees it");
        string report = process.ReadErrors();
        process.WaitForSuccess();

        report.Should().Contain("GOMP_SPINCOUNT = ", "libgomp reports");
        if (expected.Length > 0)
        {
            report.Should().Contain($"GOMP_SPINCOUNT = '{expected}'", "it is set before libgomp reads it");
        }
        else
        {
            report.Should().NotContain("GOMP_SPINCOUNT = '1000'");
        }
    }
}
