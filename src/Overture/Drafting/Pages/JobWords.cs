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
        (RowStatus.Completed, _) => ("Written", "none"),
        (RowStatus.Held, Review.Refused) => ("Refused", "bad"),
        (RowStatus.Held, _) => ("Held", "warn"),
        (RowStatus.Failed, _) => ("Failed", "bad"),
        (RowStatus.Canceled, _) => ("Canceled", "none"),
        _ => ("Waiting", "none"),
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
