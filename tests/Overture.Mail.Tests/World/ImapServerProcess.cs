using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Overture.World.PostOffice;

namespace Overture.Mail.Tests.World;

/// <summary>A real server in a script that ends when its standard input does: with the test run, however that ends. A server that cannot start fails the tests.</summary>
internal sealed class ImapServerProcess : IAsyncDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private ImapServerProcess(Process process, int[] ports) => (this.process, Ports) = (process, ports);

    public IReadOnlyList<int> Ports { get; }

    /// <param name="script">Stands beside the test program's sources; takes a folder of its own with cert.pem and key.pem, and the ports.</param>
    public static async Task<ImapServerProcess> StartAsync(string script, int ports)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(script, [.. FreePorts(ports)]);
            }
            catch (InvalidOperationException) when (attempt < Tries)
            {
                // somebody else took a port
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private static async Task<ImapServerProcess> TryAsync(string script, int[] ports)
    {
        var home = Directory.CreateTempSubdirectory("overture-imap-").FullName;
        await File.WriteAllTextAsync(Path.Combine(home, "cert.pem"), Certificates.Good.ExportCertificatePem() + "\n", CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(home, "key.pem"), Certificates.Good.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n", CancellationToken.None);
        var start = new ProcessStartInfo("bash", [Path.Combine(AppContext.BaseDirectory, script), home, .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        var said = new List<string>();
        void Keep(string? line)
        {
            lock (said)
            {
                said.Add(line ?? "");
            }
        }

        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        var began = Stopwatch.StartNew();
        foreach (var port in ports)
        {
            while (!await AcceptsAsync(port))
            {
                if (process.HasExited || began.Elapsed > Patience)
                {
                    process.StandardInput.Close();
                    lock (said)
                    {
                        throw new InvalidOperationException($"{script} did not come up: {string.Join('\n', said)}");
                    }
                }

                await Task.Delay(50, CancellationToken.None);
            }
        }

        return new(process, ports);
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, CancellationToken.None);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static List<int> FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(listener => listener.Start());
        var ports = listeners.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
