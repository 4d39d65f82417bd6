using System.Diagnostics;

namespace Overture.Bench;

/// <summary>A process of its own beside the benchmark, so that its processor time and memory are its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    public TimeSpan Cpu { get; private set; }

    /// <summary>Peak resident memory, bytes.</summary>
    public long Peak { get; private set; }

    public static Child Start(string program, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new(process);
    }

    public Task<string?> Line() => process.StandardOutput.ReadLineAsync();

    /// <summary>Waits for its end, watching its memory.</summary>
    public async Task<int> End()
    {
        var reading = process.StandardOutput.ReadToEndAsync();
        while (!process.HasExited)
        {
            Look();
            await Task.Delay(20);
        }

        await reading;
        Cpu = process.TotalProcessorTime;
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    private void Look()
    {
        try
        {
            process.Refresh();
            Peak = Math.Max(Peak, process.PeakWorkingSet64);
        }
        catch (InvalidOperationException)
        {
            return; // it has just ended
        }
    }
}
