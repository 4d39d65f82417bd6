using System.CommandLine;
using Overture.Access;
using Overture.Accounts;
using Overture.Audience;
using Overture.Drafting;
using Overture.Rounds;
using Overture.Storage;
using Overture.Web;
using Overture.Web.Doctor;
using Overture.Web.Logs;
using Overture.Web.Outbound;
using Overture.Web.Settings;

try
{
    return await Verbs(Settings.FromProcess()).Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
}
catch (Exception e) when (StartFault.Of(e) is not null)
{
    await Console.Error.WriteLineAsync(StartFault.Of(e));
    return 2;
}
catch (OperationCanceledException)
{
    await Console.Error.WriteLineAsync("Stopped.");
    return 130;
}

/// <summary>The whole of it: the verbs, and what each room registers and maps.</summary>
internal sealed partial class Program
{
    public static RootCommand Verbs(Func<string, string?> environment)
    {
        var root = new RootCommand("Overture turns a list of leads into conversations. Without a command it serves.");
        root.SetAction((_, ct) => ServeVerb.Run(() => Server(Settings.Read(environment), Role.All), ct));
        root.Add(ServeVerb.Command(role => Server(Settings.Read(environment), role)));
        root.Add(WriteVerb.Command(alone => Worker(Settings.Read(environment), alone)));
        root.Add(InspectVerb.Command());
        root.Add(KeyVerb.Command(() => Worker(Settings.Read(environment), rounds: false)));
        root.Add(LinkVerb.Command(() => Worker(Settings.Read(environment), rounds: false)));
        root.Add(DoctorVerb.Command(environment, settings => Worker(settings, rounds: false)));
        root.Add(MigrateVerb.Command(() => Worker(Settings.Read(environment), rounds: false)));
        return root;
    }

    /// <summary>Everything: web, API and workers, as the role says.</summary>
    public static WebApplication Server(Settings settings, Role role)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Production",
            Args = ["--hostBuilder:reloadConfigOnChange=false"], // no watch on a folder where the database writes
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddLogs(settings.Logs, toError: false);
        AddRooms(builder.Services, settings, rounds: role is not Role.Web);
        builder.AddWeb(settings, role);
        builder.Services.AddSignIn(settings.Server);
        var app = builder.Build();
        app.UseWeb(settings);
        app.UseAccess();
        app.MapAccess();
        app.MapAccounts();
        app.MapAudience(settings.Drafting.MaxFileSize);
        app.MapDrafting(settings.Server, settings.Drafting);
        app.MapWeb(settings.Drafting.MaxFileSize);
        return app;
    }

    /// <summary>The rooms without the web, for the verbs.</summary>
    /// <param name="rounds">Also run the rounds of Audience and Drafting in this process.</param>
    /// <param name="clock">Null: the machine's.</param>
    public static IHost Worker(Settings settings, bool rounds, TimeProvider? clock = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Production" });
        builder.Logging.AddLogs(settings.Logs, toError: true);
        AddRooms(builder.Services, settings, rounds, clock);
        return builder.Build();
    }

    private static void AddRooms(IServiceCollection services, Settings settings, bool rounds, TimeProvider? clock = null)
    {
        services.AddSingleton(clock ?? new MicrosecondClock());
        services.AddSingleton(settings.Server);
        services.AddDoctor(settings);
        services.AddStorage(settings.Storage);
        services.AddGuardedHttp(settings.Outbound);
        services.AddAccess();
        services.AddAccounts(settings.Models);
        services.AddAudience();
        services.AddDrafting(settings);
        services.AddRounds(settings.Drafting, rounds);
    }
}
