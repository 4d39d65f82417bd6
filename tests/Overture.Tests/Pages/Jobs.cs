using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Overture.Audience;
using Overture.Drafting;
using Overture.Storage;

namespace Overture.Tests.Pages;

/// <summary>Jobs for pages to show: written ones, and such as a model or the world might have left.</summary>
internal static class Jobs
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A name for a number, in letters alone: "Gih Fah" for 7.</summary>
    public static string Name(int number)
    {
        var letters = string.Concat(number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(digit => (char)(digit - '0' + 'a')));
        return $"Gi{letters} Fa{letters}";
    }

    public static string Leads(int rows)
    {
        var text = new StringBuilder("First name,Last name,Email,Company\n");
        for (var i = 1; i <= rows; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Name(i).Replace(' ', ',')},person{i}@company{i}.example,Company {i}\n");
        }

        return text.ToString();
    }

    /// <param name="file">The text of a file, or the name of a sample.</param>
    public static async Task<Guid> Job(Dashboard dashboard, string file, bool wait = true)
    {
        await using var bytes = SampleFile.Open(file)?.Bytes ?? new MemoryStream(Encoding.UTF8.GetBytes(file));
        var services = dashboard.Services;
        var import = await services.GetRequiredService<BeginImport>().Run(dashboard.Workspace, "leads.csv", bytes, null, Stop);
        var job = await services.GetRequiredService<CreateJob>().Run(dashboard.Workspace, new() { ImportId = import.Id, Name = "leads.csv", Start = true }, Stop);
        using var watch = services.GetRequiredService<Changes>().Watch(dashboard.Workspace, job.Id);
        while (wait && (await services.GetRequiredService<JobStatusQuery>().Run(dashboard.Workspace, job.Id, Stop))!.Status is JobStatus.Processing)
        {
            await watch.Next(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }

        return job.Id;
    }

    /// <summary>The same words for several rows, but for what is made of each one's number.</summary>
    public static Task Reword(Dashboard dashboard, Guid job, int[] ordinals, Func<string, string> text) => dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, async (db, ct) =>
    {
        foreach (var ordinal in ordinals)
        {
            var (draft, body) = (await db.Rows.Where(r => r.JobId == job && r.Ordinal == ordinal).Select(r => r.DraftId).SingleAsync(ct), text(Name(ordinal)));
            await db.Drafts.Where(d => d.Id == draft).ExecuteUpdateAsync(set => set.SetProperty(d => d.Body, body), ct);
        }
    }, Stop);

    /// <summary>Rows whose site could not be read, as the fetching has it.</summary>
    public static Task Unread(Dashboard dashboard, Guid job, int[] ordinals) => dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, async (db, ct) =>
    {
        await db.Rows.Where(r => r.JobId == job && ordinals.Contains(r.Ordinal)).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RowStatus.Held).SetProperty(r => r.DraftId, (Guid?)null).SetProperty(r => r.Error, "The site could not be read: it answered 403."), ct);
        await db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set.SetProperty(j => j.Completed, j => j.Completed - ordinals.Length).SetProperty(j => j.Held, j => j.Held + ordinals.Length), ct);
    }, Stop);

    /// <summary>Two rows held for a link, one failed, as a model might have it.</summary>
    public static Task Trouble(Dashboard dashboard, Guid job) => dashboard.Services.GetRequiredService<Store>().Write(Lane.Requests, dashboard.Workspace, async (db, ct) =>
    {
        const string link = """[{"check":"link","detail":"The text has a link that is not allowed: acme.example. Take it out."}]""";
        var held = await db.Rows.Where(r => r.JobId == job && (r.Ordinal == 3 || r.Ordinal == 4)).Select(r => r.DraftId).ToListAsync(ct);
        await db.Drafts.Where(d => held.Contains(d.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Failures, link).SetProperty(d => d.Passed, false), ct);
        await db.Rows.Where(r => r.JobId == job && held.Contains(r.DraftId)).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RowStatus.Held).SetProperty(r => r.Error, "The text has a link that is not allowed: acme.example. Take it out."), ct);
        await db.Rows.Where(r => r.JobId == job && r.Ordinal == 5).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.Status, RowStatus.Failed).SetProperty(r => r.DraftId, (Guid?)null).SetProperty(r => r.Error, "The provider failed 4 times: 503 Service Unavailable"), ct);
        await db.Jobs.Where(j => j.Id == job).ExecuteUpdateAsync(set => set.SetProperty(j => j.Completed, j => j.Completed - 3).SetProperty(j => j.Held, 2).SetProperty(j => j.Failed, 1), ct);
    }, Stop);
}
