using System.Runtime.InteropServices;

namespace DogGan.Output;

/// <summary>Turns the first Ctrl-C or SIGTERM into a cancellation, so that training saves before it ends; the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private const int SignalBase = 128;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Interrupt(context, SignalBase + 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Interrupt(context, SignalBase + 15)),
    ];

    public CancellationToken Token => _source.Token;

    public int ExitCode { get; private set; } = SignalBase + 2;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext context, int exitCode)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true;
            ExitCode = exitCode;
            _source.Cancel();
        }
    }
}
