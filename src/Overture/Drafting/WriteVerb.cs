using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Overture.Access;
using Overture.Audience;
using Overture.Audience.Files;
using Overture.Drafting.Export;
using Overture.Drafting.Prompts;
using Overture.Storage;
using Overture.Web;
using Spectre.Console;

namespace Overture.Drafting;

/// <summary><c>overture write FILE</c>: file in, finished file out. Run again, it goes on where it stopped.</summary>
internal static class WriteVerb
{
    private static readonly TimeSpan ServerIsAlive = TimeSpan.FromSeconds(15);

    private static readonly JobStatus[] Over = [JobStatus.Completed, JobStatus.Failed, JobStatus.Canceled, JobStatus.Paused];

    /// <param name="open">Opens the rooms, with or without their rounds.</param>
    public static Command Command(Func<bool, IHost> open)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV, TSV, XLSX or XLS: one row for each lead." };
        var prompt = new Option<string>("--prompt") { Description = "cold-email, opener, follow-up, the name of one of yours, or a prompt file.", DefaultValueFactory = _ => "" };
        var output = new Option<FileInfo?>("--out") { Description = "The finished file, .xlsx or .csv; default: FILE-finished, of the same kind." };
        var limit = new Option<int?>("--limit") { Description = "Write no more rows than this." };
        var all = new Option<bool>("--all") { Description = "Without a model key: sample words for all rows, not only 50." };
        var command = new Command("write", "Write copy for every row of a file.") { file, prompt, output, limit, all };
        command.SetAction(async (parsed, ct) =>
        {
            var order = new Order(parsed.GetRequiredValue(file), parsed.GetRequiredValue(prompt), parsed.GetValue(output), parsed.GetValue(limit), parsed.GetValue(all));
            try
            {
                return await Run(open, order, ct);
            }
            catch (Exception e) when (e is FileRefused or Refused or PromptInvalid or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> Run(Func<bool, IHost> open, Order order, CancellationToken ct)
    {
        if (!order.File.Exists)
        {
            throw new FileRefused("file", order.File.FullName, "there is no such file", "Check the path");
        }

        using var looking = open(false);
        var workspace = await looking.Services.GetRequiredService<OpenDatabase>().Run(ct);
        Guid? id = null;
        var seen = Seen.Deserted;
        while (seen is Seen.Deserted)
        {
            var served = await IsServed(looking.Services, ct);
            using var host = open(!served);
            await host.StartAsync(ct);
            id ??= await AloneWithTheFile(host.Services, order, () => FindOrMake(host.Services, workspace, order, ct), ct);
            seen = await Watch(host.Services, workspace, id.Value, served, ct);
            await host.StopAsync(CancellationToken.None);
        }

        return await Finish(looking.Services, workspace, id!.Value, order, seen is Seen.Ended);
    }

    /// <summary>A server alive on the same data does the work; this process only hands it over and watches.</summary>
    private static async Task<bool> IsServed(IServiceProvider services, CancellationToken ct)
    {
        await using var db = services.GetRequiredService<Store>().OpenForAll();
        var since = services.GetRequiredService<TimeProvider>().GetUtcNow() - ServerIsAlive;
        var nodes = await db.Nodes.Where(n => n.SeenAt > since && n.Role != "web").Select(n => n.Id).ToListAsync(ct);
        return nodes.Any(node => !Holder.IsGone(node));
    }

    /// <summary>Of two that begin on the same file at the same instant, the second finds the first one's job.</summary>
    private static async Task<Guid> AloneWithTheFile(IServiceProvider services, Order order, Func<Task<Guid>> work, CancellationToken ct)
    {
        var (leases, clock, key) = (services.GetRequiredService<Leases>(), services.GetRequiredService<TimeProvider>(), "write/" + order.File.FullName);
        long? fence;
        while ((fence = await leases.Take(key, ct)) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
        }

        try
        {
            return await work();
        }
        finally
        {
            await leases.GiveBack(key, fence.Value, CancellationToken.None);
        }
    }

    private static async Task<Guid> FindOrMake(IServiceProvider services, Guid workspace, Order order, CancellationToken ct)
    {
        var prompt = await PromptName(services, workspace, order, ct);
        if (await FindEarlier(services, workspace, order, prompt, ct) is { } earlier)
        {
            await Console.Error.WriteLineAsync("Going on with the job begun earlier for this file.");
            var steer = services.GetRequiredService<SteerJob>();
            await (order.Limit is null && order.All ? steer.WriteAll(workspace, earlier, ct) : steer.Start(workspace, earlier, ct));
            return earlier;
        }

        await using var bytes = order.File.OpenRead();
        var import = await services.GetRequiredService<ReceiveFile>().Run(workspace, order.File.Name, bytes, null, ct);
        var found = await services.GetRequiredService<InspectImport>().Run(import, null, ct);
        var choose = prompt.Length > 0 ? prompt : DefaultPrompt.For(found.Map);
        var job = await services.GetRequiredService<CreateJob>().Run(workspace, new() { ImportId = import.Id, Name = order.File.Name, Prompt = choose, Start = true, RowLimit = order.Limit, AllRows = order.All }, ct);
        if (job.Sample)
        {
            await Console.Error.WriteLineAsync(job.RowLimit is { } rows && order.Limit is null
                ? $"There is no model key (OPENAI_API_KEY), so these are sample words, for {rows} rows; --all writes them for every row."
                : "These are sample words: no model is asked.");
        }

        return job.Id;
    }

    /// <summary>A prompt file is kept under its own name first.</summary>
    private static async Task<string> PromptName(IServiceProvider services, Guid workspace, Order order, CancellationToken ct)
    {
        if (!File.Exists(order.Prompt))
        {
            return order.Prompt;
        }

        var text = await File.ReadAllTextAsync(order.Prompt, ct);
        var version = await services.GetRequiredService<KeepPrompt>().Save(workspace, PromptFile.Parse(text).Name, text, ct);
        return version.PromptId.ToString();
    }

    private static async Task<Guid?> FindEarlier(IServiceProvider services, Guid workspace, Order order, string prompt, CancellationToken ct)
    {
        byte[] hash;
        await using (var bytes = order.File.OpenRead())
        {
            hash = await SHA256.HashDataAsync(bytes, ct);
        }

        await using var db = services.GetRequiredService<Store>().Open(workspace);
        var id = Guid.TryParse(prompt, out var parsed) ? parsed : Guid.Empty;
        return await (
            from job in db.Jobs
            join import in db.Imports on job.ImportId equals (Guid?)import.Id
            join version in db.PromptVersions on job.PromptVersionId equals version.Id
            join recipe in db.Prompts on version.PromptId equals recipe.Id
            where import.Hash == hash && job.Status != JobStatus.Canceled && job.Status != JobStatus.Failed && recipe.CurrentVersionId == version.Id
                && (prompt == "" || recipe.Name == prompt || recipe.Id == id)
                && (order.Limit == null || job.RowLimit == order.Limit)
            orderby job.CreatedAt descending
            select (Guid?)job.Id).FirstOrDefaultAsync(ct);
    }

    /// <param name="served">A server does the work; when it is gone, there is nobody to watch.</param>
    private static async Task<Seen> Watch(IServiceProvider services, Guid workspace, Guid id, bool served, CancellationToken ct)
    {
        var status = services.GetRequiredService<JobStatusQuery>();
        var clock = services.GetRequiredService<TimeProvider>();
        var changes = services.GetRequiredService<Changes>();
        var seen = Seen.Ended;
        await AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }).Progress().HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask("reading");
                while (true)
                {
                    var now = await status.Run(workspace, id, CancellationToken.None);
                    bar.MaxValue = Math.Max(1, now!.Total);
                    bar.Value = now.Done;
                    bar.Description = $"{now.Completed:N0} written, {now.Held:N0} held, {now.Failed:N0} failed, ${now.Cost:0.00}";
                    if (Over.Contains(now.Status) && now.ResumesAt is null)
                    {
                        return;
                    }

                    if (ct.IsCancellationRequested || (served && !await IsServed(services, CancellationToken.None)))
                    {
                        seen = ct.IsCancellationRequested ? Seen.Stopped : Seen.Deserted;
                        return;
                    }

                    using var watch = changes.Watch(workspace, id);
                    await watch.Next(TimeSpan.FromMilliseconds(250), clock, CancellationToken.None);
                }
            });
        return seen;
    }

    private static async Task<int> Finish(IServiceProvider services, Guid workspace, Guid id, Order order, bool ended)
    {
        var output = order.Out ?? new(Path.Combine(order.File.DirectoryName!, Path.GetFileNameWithoutExtension(order.File.Name) + "-finished" + (order.File.Extension is ".csv" or ".tsv" or ".txt" ? ".csv" : ".xlsx")));
        var file = await services.GetRequiredService<ReadFinished>().Run(workspace, id, CancellationToken.None);
        await WriteFile.Run(file!, output, CancellationToken.None);
        var job = (await services.GetRequiredService<JobStatusQuery>().Run(workspace, id, CancellationToken.None))!;
        await Console.Error.WriteLineAsync($"{job.Completed:N0} written, {job.Held:N0} held for review, {job.Failed:N0} failed, {job.Reused:N0} taken from earlier; {job.Calls:N0} calls, ${job.Cost:0.00}.");
        if (!ended || job.Status is JobStatus.Paused)
        {
            await Console.Error.WriteLineAsync($"{job.Explanation ?? "Stopped."} Run the same command again to go on.");
        }

        Console.WriteLine(output.FullName);
        return ended && job.Status is JobStatus.Completed ? 0 : 1;
    }

    /// <summary>How a watch came to its end: the job is over, a person stopped it, or the server that did the work is gone.</summary>
    private enum Seen
    {
        Ended,
        Stopped,
        Deserted,
    }

    private sealed record Order(FileInfo File, string Prompt, FileInfo? Out, int? Limit, bool All);
}
