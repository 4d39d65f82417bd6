using System.CommandLine;

namespace Overture.Access;

/// <summary><c>overture key create NAME</c>: a new API key, printed once.</summary>
internal static class KeyVerb
{
    public static Command Command(Func<IHost> open)
    {
        var name = new Argument<string>("NAME") { Description = "What the key is for." };
        var create = new Command("create", "Make a new API key and print it, once.") { name };
        create.SetAction(async (parsed, ct) =>
        {
            using var host = open();
            var workspace = await host.Services.GetRequiredService<OpenDatabase>().Run(ct);
            var (_, text) = await host.Services.GetRequiredService<Keys>().New(workspace, parsed.GetRequiredValue(name), ct);
            Console.WriteLine(text);
            return 0;
        });
        return new Command("key", "API keys.") { create };
    }
}
