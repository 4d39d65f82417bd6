using System.CommandLine;
using System.Text.Json;
using Overture.Web.Settings;

namespace Overture.Web.Doctor;

/// <summary><c>overture doctor</c>: looks at everything a start needs, and says of each whether it is well, and the cure where it is not. It changes nothing.</summary>
internal static class DoctorVerb
{
    /// <summary>What takes longer is not well either.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    static DoctorVerb() => WebRoom.Json(Json);

    /// <param name="open">Opens the rooms with what was configured.</param>
    public static Command Command(Func<string, string?> environment, Func<Settings.Settings, IHost> open)
    {
        var json = new Option<bool>("--json") { Description = "Print the findings as one JSON object." };
        var command = new Command("doctor", "Check configuration, folders, database, clock, keys, hosts and port; says what to do where something is wrong.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            var findings = await Run(environment, open, ct);
            var worst = findings.Max(finding => finding.State);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(new { State = worst, Checks = findings }, Json) : string.Join(Environment.NewLine, findings.Select(Line)));
            return worst is Verdict.Fail ? 1 : 0;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> Run(Func<string, string?> environment, Func<Settings.Settings, IHost> open, CancellationToken ct)
    {
        Settings.Settings settings;
        try
        {
            settings = Settings.Settings.Read(environment);
        }
        catch (SettingsInvalid invalid)
        {
            return [Finding.Fail("configuration", invalid.Message, $"Correct {invalid.Name} in the environment or in .env; docs/configuration.md has every variable. Nothing else was looked at.")];
        }

        var findings = new List<Finding>(ExamineSettings.Run(DotEnv.Read(".env")));
        using var host = open(settings);
        foreach (var examination in host.Services.GetServices<Examination>())
        {
            findings.AddRange(await Within(examination, host.Services.GetRequiredService<TimeProvider>(), ct));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> Within(Examination examination, TimeProvider clock, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            return await examination.Run(either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return [Finding.Fail(examination.Check, $"There was no answer within {Patience.TotalSeconds:0} s.", "See whether it is overloaded, or out of reach, and try again")];
        }
#pragma warning disable CA1031 // whatever it is, it is what is wrong
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return [Finding.Fail(examination.Check, e.Message, "The message above says what the system refused")];
        }
#pragma warning restore CA1031
    }

    private static string Line(Finding finding) =>
        $"{Word(finding.State),-5} {finding.Check,-14} {finding.Said}{(finding.Cure is { } cure ? $"{Environment.NewLine}{"",-20} -> {cure}" : "")}";

    private static string Word(Verdict state) => state switch { Verdict.Ok => "ok", Verdict.Warn => "warn", _ => "FAIL" };
}
