using System.CommandLine;
using System.Data.Common;
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
    /// <summary>What a shell expects of a program that Ctrl+C ended.</summary>
    private const int Interrupted = 130;

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
        var reading = new ReadingOptions();
        var command = new Command("write", "Write copy for every row of a file.") { file, prompt, output, limit, all };
        reading.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                return await Run(open, new(parsed.GetRequiredValue(file), parsed.GetRequiredValue(prompt), parsed.GetValue(output), parsed.GetValue(limit), parsed.GetValue(all), reading.Read(parsed)), ct);
            }
            catch (Exception e) when (ct.IsCancellationRequested && e is (OperationCanceledException or DbException))
            {
                await Console.Error.WriteLineAsync("Stopped. Run the same command again to go on.");
                return Interrupted;
            }
            catch (Exception e) when (e is FileRefused or Refused or PromptInvalid or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> Run(Func<bool, IHost> open, WriteOrder order, CancellationToken ct)
    {
        order.Check();
        var look = await FileLook.Of(order.File, order.Choice, ct);
        foreach (var warning in look.Warnings)
        {
            await Console.Error.WriteLineAsync(warning);
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
            id ??= await AloneWithTheFile(host.Services, order, () => FindOrMake(host.Services, workspace, order, look, ct), ct);
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
    private static async Task<Guid> AloneWithTheFile(IServiceProvider services, WriteOrder order, Func<Task<Guid>> work, CancellationToken ct)
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

    private static async Task<Guid> FindOrMake(IServiceProvider services, Guid workspace, WriteOrder order, FileLook look, CancellationToken ct)
    {
        var create = services.GetRequiredService<CreateJob>();
        var version = await ChoosePrompt(services, workspace, order, look, ct);
        var wanted = new JobOrder { Name = order.File.Name, Prompt = version.ToString(), Start = true, RowLimit = order.Limit, AllRows = order.All };
        var sample = !await services.GetRequiredService<ModelChoice>().HasAny(workspace, ct);
        var same = new EarlierJob(look.Hash, AudienceJson.Of(look.Inspection.Dialect), AudienceJson.Of(look.Map), version, sample, create.Rows(wanted, sample));
        if (await services.GetRequiredService<FindEarlierJob>().Run(workspace, same, ct) is { } earlier)
        {
            await Console.Error.WriteLineAsync("Going on with the job begun earlier for this file.");
            await services.GetRequiredService<SteerJob>().Start(workspace, earlier, ct);
            return earlier;
        }

        await using var bytes = order.File.OpenRead();
        var received = await services.GetRequiredService<ReceiveFile>().Run(workspace, order.File.Name, bytes, null, ct);
        var import = await services.GetRequiredService<TakeFile>().Run(received, order.Choice, null, ct);
        var job = await create.Run(workspace, wanted with { ImportId = import.Id }, ct);
        if (job.Sample)
        {
            await Console.Error.WriteLineAsync(job.RowLimit is { } rows && order.Limit is null
                ? $"There is no model key (OPENAI_API_KEY), so these are sample words, for {rows} rows; --all writes them for every row."
                : "These are sample words: no model is asked.");
        }

        return job.Id;
    }

    /// <summary>The version of the prompt that was asked for, or that suits the file. A prompt file is kept, for this run, once it is known to fit.</summary>
    private static async Task<Guid> ChoosePrompt(IServiceProvider services, Guid workspace, WriteOrder order, FileLook look, CancellationToken ct)
    {
        if (!File.Exists(order.Prompt))
        {
            var name = order.Prompt.Length > 0 ? order.Prompt : DefaultPrompt.For(look.Map);
            return (await services.GetRequiredService<CreateJob>().Prompt(workspace, name, ct)).Id;
        }

        var text = await File.ReadAllTextAsync(order.Prompt, ct);
        var recipe = PromptFile.Parse(text);
        CheckTemplate.Run(Template.Parse(recipe.User), look.Map);
        var (version, aside) = await services.GetRequiredService<KeepPrompt>().SaveAside(workspace, recipe.Name, text, ct);
        if (aside)
        {
            await Console.Error.WriteLineAsync($"The prompt \"{recipe.Name}\" reads otherwise than {order.Prompt}: this run takes the file, all others keep theirs.");
        }

        return version.Id;
    }

    /// <param name="served">A server does the work; when it is gone, there is nobody to watch.</param>
    private static async Task<Seen> Watch(IServiceProvider services, Guid workspace, Guid id, bool served, CancellationToken ct)
    {
        var status = services.GetRequiredService<JobStatusQuery>();
        var finished = services.GetRequiredService<ReadFinished>();
        var clock = services.GetRequiredService<TimeProvider>();
        var changes = services.GetRequiredService<Changes>();
        var seen = Seen.Ended;
        await AnsiConsole.Create(Terminal()).Progress().HideCompleted(false)
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
                    if (Over.Contains(now.Status) && now.ResumesAt is null && await finished.IsWhole(workspace, now.ImportId, CancellationToken.None))
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

    /// <summary>Colours and a moving bar for a person; plain lines for a file or a pipe.</summary>
    private static AnsiConsoleSettings Terminal()
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) };
        if (Console.IsErrorRedirected)
        {
            (settings.Ansi, settings.ColorSystem, settings.Interactive) = (AnsiSupport.No, ColorSystemSupport.NoColors, InteractionSupport.No);
        }

        return settings;
    }

    private static async Task<int> Finish(IServiceProvider services, Guid workspace, Guid id, WriteOrder order, bool ended)
    {
        var output = order.Finished;
        var job = (await services.GetRequiredService<JobStatusQuery>().Run(workspace, id, CancellationToken.None))!;
        var finished = services.GetRequiredService<ReadFinished>();
        if (!await finished.IsWhole(workspace, job.ImportId, CancellationToken.None))
        {
            await Console.Error.WriteLineAsync("Stopped before the file was read to its end, so there is no finished file yet. Run the same command again to go on.");
            return Interrupted;
        }

        var file = await finished.Run(workspace, id, CancellationToken.None);
        await WriteFile.Run(file!, output, CancellationToken.None);
        await Console.Error.WriteLineAsync($"{job.Completed:N0} written, {job.Held:N0} held for review, {job.Failed:N0} failed, {job.Reused:N0} taken from earlier; {job.Calls:N0} calls, ${job.Cost:0.00}.");
        if (!ended || job.Status is JobStatus.Paused)
        {
            await Console.Error.WriteLineAsync($"{job.Explanation ?? "Stopped."} Run the same command again to go on.");
        }

        Console.WriteLine(output.FullName);
        return !ended ? Interrupted : job.Status is JobStatus.Completed ? 0 : 1;
    }

    /// <summary>How a watch came to its end: the job is over, a person stopped it, or the server that did the work is gone.</summary>
    private enum Seen
    {
        Ended,
        Stopped,
        Deserted,
    }
}
