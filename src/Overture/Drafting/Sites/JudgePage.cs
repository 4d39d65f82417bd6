using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Overture.Drafting.Sites;

/// <summary>An answer to a verdict: does it hold text somebody wrote about themselves?</summary>
internal static class JudgePage
{
    /// <summary>Fewer characters than this say too little to write about.</summary>
    public const int FewestCharacters = 200;

    public static PageVerdict Judge(SiteAnswer.Answered answer, Uri asked, Uri url, DateTimeOffset now)
    {
        if (StatusFault(answer.Status) is { } reason)
        {
            return No(reason, $"{url.IdnHost} answered {(int)answer.Status} {answer.Status}.");
        }

        if (!IsHtml(answer))
        {
            return No(UnreadableReason.NotHtml, $"It is {answer.MediaType ?? "a file of unknown kind"}, not a web page.");
        }

        var html = ReadCharset.Decode(answer.Body.Bytes, answer.Charset);
        var page = ReducePage.Reduce(html);
        return ParkedRule.Sign(asked, url, html, page) is { } sign ? No(UnreadableReason.Parked, $"Nobody is at home at {url.IdnHost}: {sign}.")
            : page.Text.Length >= FewestCharacters ? new PageVerdict.Readable(page.Text, Hash(page.Text), page.Title, page.Language ?? Tag(answer.Language), url, now)
            : answer.Body.Cut ? No(UnreadableReason.TooLarge, "The part of the page that is read holds no text.")
            : No(UnreadableReason.TooShort, $"The page holds {page.Text.Length} characters of text, fewer than {FewestCharacters}.");
    }

    private static UnreadableReason? StatusFault(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => null,
        404 or 410 => UnreadableReason.NotFound,
        >= 400 and < 500 => UnreadableReason.Forbidden,
        _ => UnreadableReason.Down,
    };

    /// <summary>By the type it claims, and not by that alone: what has a NUL among its first characters is no text.</summary>
    private static bool IsHtml(SiteAnswer.Answered answer)
    {
        ReadOnlySpan<byte> start = answer.Body.Bytes.AsSpan(0, Math.Min(512, answer.Body.Bytes.Length));
        var wide = start is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..];
        var binary = start.StartsWith("%PDF-"u8) || (start.Contains((byte)0) && !wide);
        return !binary && (answer.MediaType is "text/html" or "application/xhtml+xml" || (answer.MediaType is null && start.TrimStart(" \t\r\n"u8).StartsWith("<"u8)));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string? Tag(string? contentLanguage) => ReducePage.LanguageTag(contentLanguage?.Split(',')[0]);

    private static PageVerdict.NotReadable No(UnreadableReason reason, string detail) => new(reason, detail);
}
