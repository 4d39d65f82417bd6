using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Overture.Tests.World;

/// <summary>The program itself, in a process of its own that a test may kill. <c>./test --full</c> runs it as it is published.</summary>
internal sealed partial class Product : IAsyncDisposable
{
    private static readonly string Program = Environment.GetEnvironmentVariable("OVERTURE_PROGRAM") is { Length: > 0 } published
        ? published
        : Path.Combine(AppContext.BaseDirectory, "overture");

    private readonly Process process;
    private readonly TaskCompletionSource<Uri?> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private Product(Process process, DateTimeOffset began)
    {
        this.process = process;
        Began = began;
        output = ReadAsync();
        errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public bool HasExited => process.HasExited;

    /// <summary>Just before the process was started.</summary>
    public DateTimeOffset Began { get; }

    public static Product Start(string folder, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var began = TimeProvider.System.GetUtcNow();
        return new(Process.Start(start)!, began);
    }

    /// <summary>Where a server listens, as soon as it says so.</summary>
    public async Task<Uri> AddressAsync() =>
        await address.Task.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None) ?? throw new InvalidOperationException($"It ended before it served. {await output}{await errors}");

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Stops it in its midst, as a machine does that is put to sleep: it lives, and does nothing.</summary>
    public Task FreezeAsync() => SignalAsync("-STOP");

    public Task ThawAsync() => SignalAsync("-CONT");

    /// <summary>Ctrl+C.</summary>
    public Task InterruptAsync() => SignalAsync("-INT");

    /// <returns>Exit code, what it printed, and what it said beside.</returns>
    public async Task<(int Code, string Output, string Errors)> EndAsync(TimeSpan hang)
    {
        using var limit = new CancellationTokenSource(hang);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail("The program hangs: " + await errors);
        }

        return (process.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private async Task<string> ReadAsync()
    {
        var text = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            text.AppendLine(line);
            if (!address.Task.IsCompleted && Serves().Match(line) is { Success: true } match)
            {
                address.TrySetResult(new(match.Groups[1].Value));
            }
        }

        address.TrySetResult(null);
        return text.ToString();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(CancellationToken.None);
        Assert.Equal(0, kill.ExitCode);
    }

    [GeneratedRegex(@"serves (http://127\.0\.0\.1:\d+)", RegexOptions.NonBacktracking)]
    private static partial Regex Serves();
}
