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
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly Task<string> errors;

    private ServerScript(Process process, int[] ports)
    {
        (this.process, Ports) = (process, ports);
        _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The loopback ports it was given.</summary>
    public IReadOnlyList<int> Ports { get; }

    /// <summary>Runs the script with a new folder that holds cert.pem and key.pem, so many free ports, and what else it wants; ready when every port answers.</summary>
    public static async Task<ServerScript> StartAsync(string script, int ports, params string[] others)
    {
        var folder = Directory.CreateTempSubdirectory("overture-mail-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), Certificates.Good.ExportCertificatePem() + "\n", CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), Certificates.Good.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n", CancellationToken.None);
        var free = FreePorts(ports);
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, "World", script), folder, .. free.Select(p => p.ToString(CultureInfo.InvariantCulture)), .. others])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerScript(Process.Start(start)!, free);
        foreach (var port in free)
        {
            await server.AnswersAsync(script, port);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task AnswersAsync(string script, int port)
    {
        for (var began = Stopwatch.StartNew(); ; await Task.Delay(50, CancellationToken.None))
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
                return;
            }
            catch (SocketException) when (!process.HasExited && began.Elapsed < StartTime)
            {
                // not yet
            }
            catch (SocketException)
            {
                process.StandardInput.Close();
                throw new InvalidOperationException($"{script} did not start: {await errors}");
            }
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
