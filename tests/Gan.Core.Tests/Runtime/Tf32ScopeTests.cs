using TorchSharp;

namespace Gan.Core.Tests.Runtime;

/// <summary>The switches belong to the process, and exist without CUDA; they mean nothing to tests that run beside these.</summary>
public class Tf32ScopeTests
{
    private static (bool Matmul, bool Cudnn) Switches
    {
        get => (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32);
        set => (torch.backends.cuda.matmul.allow_tf32, torch.backends.cudnn.allow_tf32) = value;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void On_CUDA_both_switches_are_set_if_asked_and_put_back(bool allow)
    {
        (bool, bool) before = Switches;
        foreach ((bool, bool) found in new[] { (false, true), (true, false) })
        {
            Switches = found;
            using (new Tf32Scope(new torch.Device(DeviceType.CUDA, 0), allow))
            {
                Switches.Should().Be(allow ? (true, true) : found);
            }

            Switches.Should().Be(found);
        }

        Switches = before;
    }

    [Fact]
    public void Training_on_the_CPU_touches_neither()
    {
        (bool, bool) before = Switches;
        Switches = (false, true);
        List<(bool, bool)> seen = [];
        using GanTrainer trainer = TestData.Gan().WithTf32().Observe(new RecordingObserver { Tick = _ => seen.Add(Switches) }).Build();
        trainer.Options.AllowTf32.Should().BeTrue();
        trainer.Train(TestData.Pictures());

        seen.Should().HaveCount(3).And.AllBeEquivalentTo((false, true));
        Switches.Should().Be((false, true));
        Switches = before;
    }
}
