using System.Runtime.InteropServices;

namespace Local.Cli;

/// <summary>Ctrl-C and SIGTERM: the first lets what is under way end, the second cancels it.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Action<string> _say;

    public Interrupts(Action<string> say)
    {
        _say = say;
        _registrations = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM)];
    }

    public CancellationToken Stop => _stop.Token;
    public CancellationToken Abort => _abort.Token;

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
        _abort.Dispose();
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (!_stop.IsCancellationRequested)
            {
                _say("Stopping: operations under way may finish. Press Ctrl-C again to cancel them.");
                _stop.Cancel();
            }
            else
            {
                _abort.Cancel();
            }
        });
}
