using System.CommandLine;
using Overture.Storage;

namespace Overture.Access;

/// <summary><c>overture migrate</c>: brings the schema up to date, creating the database if it may.</summary>
internal static class MigrateVerb
{
    public static Command Command(Func<IHost> open)
    {
        var command = new Command("migrate", "Bring the schema up to date, creating the database if it may.");
        command.SetAction(async (_, ct) =>
        {
            using var host = open();
            var applied = await Migrate.Run(host.Services.GetRequiredService<Store>(), ct);
            Console.WriteLine(applied.Count is 0 ? "The schema is up to date." : $"Applied: {string.Join(", ", applied)}.");
            return 0;
        });
        return command;
    }
}
