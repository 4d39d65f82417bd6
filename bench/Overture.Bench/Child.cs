using System.Diagnostics;

namespace Overture.Bench;

/// <summary>A process of its own beside the benchmark, so that its processor time and memory are its own.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

    private Child(Process process) => this.process = process;

    /// <summary>Processor time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Peak resident memory so far, MB.</summary>
    public double Peak
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    public bool HasEnded => process.HasExited;

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

    public async Task<string> Line() =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The program ended without a word.");

    /// <summary>Takes what it goes on to say, so that it never waits to be heard.</summary>
    public void Ignore() => _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);

    /// <summary>Asks it to stop, as an operator does, and waits.</summary>
    public async Task Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
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
}
