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
            return Name(process) != holder || IsDead(pid);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return true;
        }
    }

    internal static string Name(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{Place}:{process.Id}:{Begun(process)}");

    /// <summary>
    /// When it began. On Linux in ticks since the machine started (proc(5), field 22 of stat), which every process reads alike; the wall
    /// clock may be set between two looks, and then a living holder would seem gone.
    /// </summary>
    private static long Begun(Process process) => Stat(process.Id) is { } stat
        ? long.Parse(stat[19], CultureInfo.InvariantCulture)
        : process.StartTime.ToUniversalTime().Ticks / TimeSpan.TicksPerSecond / 2;

    /// <summary>Ended, though nobody has asked for its exit code yet (proc(5): Z a zombie, X dead).</summary>
    private static bool IsDead(int pid) => Stat(pid)?[0] is "Z" or "X";

    /// <summary>The fields after the name, which may itself hold spaces and parentheses; null where there are none to read.</summary>
    private static string[]? Stat(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat")).Split(')')[^1].TrimStart().Split(' ')
                : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Namespace() => OperatingSystem.IsLinux() && new FileInfo("/proc/self/ns/pid").LinkTarget is { } link
        ? string.Concat(link.Where(char.IsAsciiDigit))
        : "0";
}
