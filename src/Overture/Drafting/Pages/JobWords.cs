using Overture.Web.Shell;

namespace Overture.Drafting.Pages;

/// <summary>States of jobs and rows as a page says them, with the kind of sign that goes with them.</summary>
internal static class JobWords
{
    public static (string Word, string Kind) Of(JobStatus status) => status switch
    {
        JobStatus.Pending => ("Not started", "none"),
        JobStatus.Processing => ("Writing", "live"),
        JobStatus.Paused => ("Paused", "warn"),
        JobStatus.Completed => ("Done", "good"),
        JobStatus.Failed => ("Failed", "bad"),
        _ => ("Canceled", "none"),
    };

    public static (string Word, string Kind) Of(RowStatus status, Review? review) => (status, review) switch
    {
        (RowStatus.Completed, Review.Approved) => ("Approved", "good"),
        (RowStatus.Completed, Review.Edited) => ("Edited", "good"),
        (RowStatus.Completed, _) => ("Written", "written"),
        (RowStatus.Held, Review.Refused) => ("Refused", "bad"),
        (RowStatus.Held, _) => ("Held", "warn"),
        (RowStatus.Failed, _) => ("Failed", "bad"),
        (RowStatus.Canceled, _) => ("Canceled", "none"),
        _ => ("Waiting", "none"),
    };

    /// <summary>What happened to a job, after its name: "leads.csv: 40 texts approved".</summary>
    public static string Of(Happened happened) => (happened.Kind, happened.Number ?? 0) switch
    {
        ("job.created", _) => "job made",
        ("job.started", _) => "job started",
        ("job.completed", _) => "job done",
        ("job.failed", _) => "job failed",
        ("job.canceled", var rows) => $"job canceled{(rows > 0 ? $", {Show.Count(rows, "row", "rows")} unwritten" : "")}",
        ("job.retried", var rows) => $"{Show.Count(rows, "row", "rows")} to be written again",
        ("job.paused", _) => $"job paused: {(happened.Code is "asked" or null ? "by a person" : happened.Code.Replace('_', ' '))}",
        ("row.edited", _) => $"row {happened.Ordinal} edited",
        ("rows.approved", var texts) => $"{Show.Count(texts, "text", "texts")} approved",
        ("rows.refused", var texts) => $"{Show.Count(texts, "text", "texts")} refused",
        ("rows.replaced", var texts) => $"{Show.Count(texts, "text", "texts")} changed by find and replace",
        ("rows.undone", var texts) => $"{Show.Count(texts, "text", "texts")} taken back",
        _ => happened.Kind,
    };

    /// <summary>A check by the name its readers know it by.</summary>
    public static string OfCheck(string check) => check switch
    {
        "words" => "Number of words",
        "sentences" => "Number of sentences",
        "cut-off" => "Complete to its end",
        "language" => "Language",
        "signature" => "No signature",
        "placeholder" => "No blank left",
        "link" => "No link or address",
        "markup" => "No markup",
        "disguise" => "No hidden characters",
        "prompt-leak" => "None of the prompt",
        "other-row" => "Nobody else's data",
        "preamble" => "No preamble",
        "refusal" => "No refusal",
        "empty" => "Not empty",
        "answer" => "A whole answer",
        _ => check,
    };
}
