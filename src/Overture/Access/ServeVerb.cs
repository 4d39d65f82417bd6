using System.CommandLine;
using Overture.Web;
using Overture.Web.Logs;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary><c>overture serve</c>, and <c>overture</c> alone: web, API and workers.</summary>
internal static partial class ServeVerb
{
    public static Command Command(Func<Role, WebApplication> build)
    {
        var role = new Option<Role>("--role") { Description = "What this process does: all, web or worker.", DefaultValueFactory = _ => Role.All };
        var command = new Command("serve", "Serve pages and API and run the work (the default).") { role };
        command.SetAction((parsed, ct) => Run(() => build(parsed.GetValue(role)), ct));
        return command;
    }

    public static async Task<int> Run(Func<WebApplication> build, CancellationToken ct)
    {
        await using var app = build();
        var logs = app.Services.GetRequiredService<ILoggerFactory>();
        var (log, door) = (logs.CreateLogger("Overture"), logs.CreateLogger(Logging.SignIn));
        var server = app.Services.GetRequiredService<ServerSettings>();
        var workspace = await app.Services.GetRequiredService<OpenDatabase>().Run(ct);
        if (server.RedisUrlGiven)
        {
            LogRedis(log);
        }

        await app.StartAsync(ct);
        var urls = string.Join(", ", app.Urls);
        var link = await LinkVerb.Text(app.Services, workspace, server, ct);
        LogServing(log, server.AppName, urls);
        LogLink(door, link);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{App} serves {Urls}")]
    private static partial void LogServing(ILogger log, string app, string urls);

    [LoggerMessage(Level = LogLevel.Information, Message = "Sign in (15 minutes, once): {Link}")]
    private static partial void LogLink(ILogger log, string link);

    [LoggerMessage(Level = LogLevel.Information, Message = "REDIS_URL is set and not needed: there is no broker")]
    private static partial void LogRedis(ILogger log);
}
