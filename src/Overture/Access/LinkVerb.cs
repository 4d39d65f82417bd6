using System.CommandLine;
using Overture.Web.Settings;

namespace Overture.Access;

/// <summary><c>overture link</c>: a new sign-in link for the owner.</summary>
internal static class LinkVerb
{
    public static Command Command(Func<IHost> open)
    {
        var command = new Command("link", "Print a new sign-in link for the owner: 15 minutes, once.");
        command.SetAction(async (_, ct) =>
        {
            using var host = open();
            var workspace = await host.Services.GetRequiredService<OpenDatabase>().Run(ct);
            Console.WriteLine(await Text(host.Services, workspace, host.Services.GetRequiredService<ServerSettings>(), ct));
            return 0;
        });
        return command;
    }

    public static async Task<string> Text(IServiceProvider services, Guid workspace, ServerSettings server, CancellationToken ct)
    {
        var token = await services.GetRequiredService<Links>().New(workspace, ct);
        var origin = server.PublicUrl?.ToString().TrimEnd('/') ?? $"http://{(server.Host is "0.0.0.0" or "::" or "*" ? "localhost" : server.Host)}:{server.Port}";
        return $"{origin}/sign-in?token={token}";
    }
}
