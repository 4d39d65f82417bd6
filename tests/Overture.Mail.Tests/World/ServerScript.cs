using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.World;

/// <summary>A real server run by a script beside this file. The script ends it when its standard input ends, however the test run does. What cannot start fails the tests.</summary>
internal sealed class ServerScript : IAsyncDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ServerScript(Process process, int[] ports)
    {
        (this.process, Ports) = (process, ports);
        output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The loopback ports it was given.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>
    /// Runs the script with a new folder that holds cert.pem and key.pem, so many free ports, and what else it wants. Ready when the first port greets and the others
    /// accept; tried again with other ports, for another program may take one between the look and the start.
    /// </summary>
    public static async Task<ServerScript> StartAsync(string script, int ports, params string[] others)
    {
        for (var tried = 1; ; tried++)
        {
            var server = await RunAsync(script, FreePorts(ports), others);
            if (await server.IsReadyAsync())
            {
                return server;
            }

            await server.DisposeAsync();
            if (tried == Tries)
            {
                throw new InvalidOperationException($"{script} did not start: {await server.output}{await server.errors}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static async Task<ServerScript> RunAsync(string script, int[] ports, string[] others)
    {
        var folder = Directory.CreateTempSubdirectory("overture-mail-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), Certificates.Good.ExportCertificatePem() + "\n", CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), Certificates.Good.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n", CancellationToken.None);
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "World", script), folder, .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture)), .. others])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!, ports);
    }

    private async Task<bool> IsReadyAsync()
    {
        var began = Stopwatch.GetTimestamp();
        foreach (var port in Ports)
        {
            while (!await AnswersAsync(port, greets: port == Ports[0]))
            {
                if (process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
                {
                    return false;
                }

                await Task.Delay(50, CancellationToken.None);
            }
        }

        return true;
    }

    private static async Task<bool> AnswersAsync(int port, bool greets)
    {
        using var client = new TcpClient();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            return !greets || await client.GetStream().ReadAsync(new byte[1], patience.Token) > 0;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
