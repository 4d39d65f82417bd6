using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Overture.Bench;

/// <summary>The program as docs/deploying.md publishes it.</summary>
internal static class Published
{
    private static readonly string Root = Find(AppContext.BaseDirectory);

    private static readonly string Machine = $"{(OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public static string Program => Path.Combine(Root, "artifacts", "publish", "Overture", $"release_{Machine}", "overture");

    public static async Task Make()
    {
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/Overture", "-c", "Release", "-r", Machine, "-v", "q", "--nologo"]) { WorkingDirectory = Root })!;
        await dotnet.WaitForExitAsync();
        Trace.Assert(dotnet.ExitCode is 0, "The program could not be published.");
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Overture.slnx")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it inside the repository."));
}
