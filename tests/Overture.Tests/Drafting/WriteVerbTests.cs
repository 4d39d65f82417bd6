using System.Text;
using Overture.Tests.World;
using Overture.World.ModelProvider;
using ModelProvider = Overture.World.ModelProvider.ModelProvider;

namespace Overture.Tests.Drafting;

/// <summary><c>overture write</c> as a person types it: the program itself, in a folder of its own.</summary>
public sealed class WriteVerbTests : IAsyncDisposable
{
    private const string Own = """
        ---
        name: cold-email
        words: 5-200
        ---
        ## System

        You write a note.

        ## User

        Write to {{first_name}} of {{company}}: {{title}}
        """;

    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> NoKey = new(StringComparer.Ordinal) { ["OPENAI_DUMMY_DELAY"] = "0s" };

    private readonly string folder = Directory.CreateTempSubdirectory("overture-write-").FullName;

    [Fact]
    public async Task Sample_words_are_not_taken_for_the_real_ones_once_there_is_a_key()
    {
        await using var provider = await StartAsync();
        await KeepAsync("leads.csv", LeadFile.Csv(8));

        var sample = await WriteAsync(NoKey);
        var real = await WriteAsync(Key(provider));

        Assert.True(sample.Code is 0 && real.Code is 0, sample.Errors + real.Errors);
        Assert.Equal(8, provider.Count);
        Assert.DoesNotContain(",dummy,", await FinishedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_binds_its_own_run_alone_and_nothing_is_paid_twice()
    {
        await using var provider = await StartAsync();
        await KeepAsync("leads.csv", LeadFile.Csv(20));
        var key = Key(provider);

        var five = await WriteAsync(key, "--limit", "5");
        var afterFive = provider.Count;
        var all = await WriteAsync(key);
        var again = await WriteAsync(key);

        Assert.True(five.Code is 0 && all.Code is 0 && again.Code is 0, five.Errors + all.Errors + again.Errors);
        Assert.Equal((5, 20), (afterFive, provider.Count));
        Assert.DoesNotContain("pending", await FinishedAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Going on", all.Errors, StringComparison.Ordinal);
        Assert.Contains("Going on with the job begun earlier", again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_finished_file_of_a_few_rows_holds_every_line_of_a_long_file()
    {
        await KeepAsync("leads.csv", LeadFile.Csv(30_000));

        var (code, _, errors) = await WriteAsync(NoKey, "--limit", "5");

        Assert.True(code is 0, errors);
        Assert.Equal(30_001, (await FinishedAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Another_prompt_is_another_job_and_so_is_another_reading_of_the_file()
    {
        await KeepAsync("leads.csv", LeadFile.Csv(6));

        await WriteAsync(NoKey, "--prompt", "follow-up");
        var followUp = await FinishedAsync();
        await WriteAsync(NoKey);
        var coldEmail = await FinishedAsync();
        var (_, _, errors) = await WriteAsync(NoKey, "--column", "note=city");

        Assert.NotEqual(followUp, coldEmail);
        Assert.DoesNotContain("Going on", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_file_counts_for_its_run_and_leaves_the_prompt_of_its_name_as_it_is()
    {
        await using var provider = await StartAsync();
        await KeepAsync("leads.csv", LeadFile.Csv(3));
        await KeepAsync("own.md", Own);
        var key = Key(provider);

        var own = await WriteAsync(key, "--prompt", "own.md");
        var shipped = await WriteAsync(key);
        var ownAgain = await WriteAsync(key, "--prompt", "own.md");

        Assert.Contains("this run takes the file", own.Errors, StringComparison.Ordinal);
        Assert.True(shipped.Code is 0, shipped.Errors);
        Assert.Contains("Going on", ownAgain.Errors, StringComparison.Ordinal);
        Assert.Equal(6, provider.Count);
    }

    [Fact]
    public async Task A_prompt_file_that_does_not_fit_the_leads_is_refused_and_not_kept()
    {
        await KeepAsync("leads.csv", LeadFile.Csv(3));
        await KeepAsync("shoes.md", Own.Replace("cold-email", "shoes", StringComparison.Ordinal).Replace("{{title}}", "{{shoe_size}}", StringComparison.Ordinal));

        var misfit = await WriteAsync(NoKey, "--prompt", "shoes.md");
        var byName = await WriteAsync(NoKey, "--prompt", "shoes");

        Assert.Contains("{{shoe_size}}", misfit.Errors, StringComparison.Ordinal);
        Assert.Contains("there is no prompt of that name", byName.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit '-3'", "--limit=-3")]
    [InlineData("--limit '0'", "--limit", "0")]
    [InlineData("only .csv and .xlsx are written", "--out", "x.pdf")]
    [InlineData("it is the file with the leads", "--out", "leads.csv")]
    [InlineData("there is no such folder", "--out", "nowhere/x.csv")]
    [InlineData("delimiter 'ab': it is not one character", "--delimiter", "ab")]
    [InlineData("newline 'x': it is no line break. Choose crlf, lf or cr", "--newline", "x")]
    [InlineData("encoding klingon: there is no encoding of that name", "--encoding", "klingon")]
    [InlineData("Give one of the two", "--header", "--no-header")]
    [InlineData("--column 'note': it names no field", "--column", "note")]
    [InlineData("columns 'shoe': the column “note” cannot be that. Choose one of first_name", "--column", "note=shoe")]
    [InlineData("columns 'Nope': the file has no such column. Its columns are first_name, last_name, email", "--column", "Nope=city")]
    public async Task What_cannot_be_is_refused_before_anything_is_opened(string message, params string[] arguments)
    {
        await KeepAsync("leads.csv", LeadFile.Csv(1));

        var (code, output, errors) = await WriteAsync(NoKey, arguments);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "data")));
    }

    [Fact]
    public async Task A_variable_that_cannot_be_read_is_named_without_a_stack_trace()
    {
        await KeepAsync("leads.csv", LeadFile.Csv(1));

        var (code, _, errors) = await WriteAsync(new() { ["CHUNK_SIZE"] = "many" });

        Assert.Equal(2, code);
        Assert.Contains("CHUNK_SIZE", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_says_that_it_stopped_keeps_what_is_under_way_and_leaves_no_colour_codes()
    {
        await using var provider = await ModelProvider.Start(new() { Behaviour = new() { DelayMs = 1500 } }, CancellationToken.None);
        await KeepAsync("leads.csv", LeadFile.Csv(300));
        await using var write = Product.Start(folder, Key(provider), "write", "leads.csv");
        await UntilAsync(() => provider.InFlight > 0, write);

        await write.InterruptAsync();
        var (code, _, errors) = await write.EndAsync(Hang);

        Assert.Equal(130, code);
        Assert.Contains("Run the same command again", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', errors);
        Assert.Equal(provider.Calls.Count(call => call.Status is 200), (await FinishedAsync()).Split(",completed,").Length - 1);
    }

    [Fact]
    public async Task Ctrl_C_in_the_first_seconds_says_that_it_stopped()
    {
        await KeepAsync("leads.csv", LeadFile.Csv(300));
        await using var write = Product.Start(folder, new Dictionary<string, string>(StringComparer.Ordinal) { ["OPENAI_DUMMY_DELAY"] = "60s" }, "write", "leads.csv");
        await UntilAsync(() => Directory.Exists(Path.Combine(folder, "data")), write);

        await write.InterruptAsync();
        var (code, _, errors) = await write.EndAsync(Hang);

        Assert.Equal(130, code);
        Assert.Contains("Stopped.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_doubtful_in_the_file_is_said_before_it_begins()
    {
        await KeepAsync("leads.csv", "x_1,y_1\nJÃ¼rgen MÃ¼ller,KÃ¶ln\nZoÃ«,SÃ£o Paulo\n");

        var (_, _, doubtful) = await WriteAsync(NoKey);
        var (_, _, mended) = await WriteAsync(NoKey, "--repair-mojibake", "--column", "x_1=full_name");

        Assert.Contains("No column was recognised", doubtful, StringComparison.Ordinal);
        Assert.Contains("(JÃ¼rgen → Jürgen): --repair-mojibake repairs it", doubtful, StringComparison.Ordinal);
        Assert.DoesNotContain("recognised", mended, StringComparison.Ordinal);
        Assert.Contains("Jürgen Müller,Köln", await FinishedAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_shows_how_lines_end_the_first_rows_and_all_twelve_fields()
    {
        await KeepAsync("leads.csv", "Firma;Ort;Telefon;LinkedIn\r\nAcme GmbH;Rom;+39 06 5550100;https://linkedin.com/in/ann\r\n");

        var (code, text, _) = await RunAsync(NoKey, "inspect", "file", "leads.csv", "--leads", "out.csv", "--column", "#2=country", "--delimiter", ";");
        var leads = await File.ReadAllLinesAsync(Path.Combine(folder, "out.csv"), TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Contains("lines end with CRLF", text, StringComparison.Ordinal);
        Assert.Contains("Acme GmbH | Rom | +39 06 5550100", text, StringComparison.Ordinal);
        Assert.Contains("Ort -> country", text, StringComparison.Ordinal);
        Assert.Equal("first_name,last_name,full_name,email,company,title,website,linkedin,phone,city,country,time_zone,identity,cannot_be_mailed", leads[0].TrimStart('\uFEFF'));
        Assert.Contains("+39 06 5550100", leads[1], StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static Task<ModelProvider> StartAsync() => ModelProvider.Start(new() { Behaviour = new() { Form = AnswerForm.Json } }, CancellationToken.None);

    private static Dictionary<string, string> Key(ModelProvider provider) => new(StringComparer.Ordinal)
    {
        ["OPENAI_API_KEY"] = "sk-test",
        ["OPENAI_BASE_URL"] = provider.Url.ToString(),
        ["OPENAI_RPM"] = "1000000",
        ["OPENAI_CONCURRENCY"] = "16",
    };

    private static async Task UntilAsync(Func<bool> wanted, Product product)
    {
        while (!wanted())
        {
            Assert.False(product.HasExited, "it ended before it was interrupted");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private Task KeepAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder, name), text, new UTF8Encoding(false), TestContext.Current.CancellationToken);

    private Task<(int Code, string Output, string Errors)> WriteAsync(Dictionary<string, string> settings, params string[] more) => RunAsync(settings, ["write", "leads.csv", .. more]);

    private async Task<(int Code, string Output, string Errors)> RunAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        await using var product = Product.Start(folder, settings, arguments);
        return await product.EndAsync(Hang);
    }

    private Task<string> FinishedAsync() => File.ReadAllTextAsync(Path.Combine(folder, "leads-finished.csv"), TestContext.Current.CancellationToken);
}
