using System.Diagnostics;
using System.Globalization;

namespace Overture.Storage;

/// <summary>Who this process is, so that another on the same machine can tell whether it still lives.</summary>
internal sealed class Holder
{
    private static readonly string Place = Environment.MachineName + "/" + Namespace();

    public Holder()
    {
        using var me = Process.GetCurrentProcess();
        Id = Name(me);
    }

    /// <summary>machine/pid-namespace:pid:start.</summary>
    public string Id { get; }

    /// <summary>True only when the holder ran on this machine and its process is no more.</summary>
    public static bool IsGone(string holder)
    {
        if (holder.Length is 0)
        {
            return true;
        }

        var parts = holder.Split(':');
        if (parts is not [var place, var number, _] || place != Place || !int.TryParse(number, CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            return Name(process) != holder;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    private static string Name(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{Place}:{process.Id}:{process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond / 2}");

    private static string Namespace() => OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } link
        ? string.Concat(link.Where(char.IsAsciiDigit))
        : "0";
}
