using System.Diagnostics;

namespace Overture.Tests.House;

/// <summary>The README calls the program from the root of the repository, with paths from there.</summary>
public sealed class RunFolderTests
{
    [Fact]
    public async Task Dotnet_run_works_in_the_folder_where_it_is_called()
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "src/Overture/Overture.csproj", "-getProperty:RunWorkingDirectory"]) { WorkingDirectory = World.Repository.Root, RedirectStandardOutput = true };
        using var dotnet = Process.Start(start)!;

        var said = await dotnet.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await dotnet.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (dotnet.ExitCode, said.Trim()));
    }
}
