using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Overture.Storage;

namespace Overture.Web;

/// <summary>Requests that cannot be read, or that the tables refuse, told by field.</summary>
internal static partial class RequestProblems
{
    public static Problem? Read(Exception exception) => exception switch
    {
        Refused refused => Problem.Of(refused),
        BadHttpRequestException { StatusCode: 413 } => TooLarge,
        BadHttpRequestException { InnerException: UnwelcomeCharacter unwelcome } => Unwelcome(unwelcome),
        UnwelcomeCharacter unwelcome => Unwelcome(unwelcome),
        BadHttpRequestException { InnerException: JsonException json } => Malformed(json),
        BadHttpRequestException bad => Unreadable(bad),
        JsonException json => Malformed(json),
        InvalidDataException or EndOfStreamException => new(400, "unreadable", "The request cannot be read", "The body is not well-formed."),
        DbUpdateException { InnerException: { } inner } => Read(inner),
        SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => Taken,
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => NulCharacter,
        _ when Transient.Is(exception) => Busy,
        _ => null,
    };

    private static readonly Problem Busy = new(503, "busy", "The database is busy", "It did not take this for half a minute. Nothing of it was kept.") { Cure = "Send it again in a moment.", RetryAfter = 10 };

    private static readonly Problem TooLarge = new(413, "too-large", "The request is too large", "The body has more bytes than are taken here.")
    {
        Cure = "Send less at once, or raise MAX_FILE_SIZE.",
    };

    private static readonly Problem Taken = new(409, "taken", "It is there already", "Something of that name exists.") { Cure = "Choose another name, or change the one that exists." };

    private static readonly Problem NulCharacter = new(400, "unreadable", "The request cannot be read", "A text holds the character U+0000.") { Cure = "Leave it out." };

    private static Problem Malformed(JsonException json) => new(400, "malformed-json", "The body cannot be read as JSON", $"It goes wrong at {json.Path ?? "$"}, line {json.LineNumber + 1}.")
    {
        Field = FieldOf(json),
        Cure = "Send JSON of the kind that /openapi/v1.json describes.",
    };

    private static Problem Unwelcome(UnwelcomeCharacter found) =>
        Problem.Of(new Refused(FieldOf(found) ?? "body", ControlCharacters.Without(found.Text), ControlCharacters.Said(found.Text), "Leave it out"));

    private static string? FieldOf(JsonException json) => json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;

    private static Problem Unreadable(BadHttpRequestException bad)
    {
        var named = Parameter().Match(bad.Message);
        return new(bad.StatusCode, bad.StatusCode is 415 ? "media-type" : "unreadable", "The request cannot be read", named.Success ? $"{named.Groups["name"].Value} cannot be read." : Without(bad.Message))
        {
            Field = named.Success ? named.Groups["name"].Value : null,
            Value = named.Groups["value"].Success ? Problem.Shown(named.Groups["value"].Value) : null,
        };
    }

    /// <summary>Names of types are nobody's business outside.</summary>
    private static string Without(string message) => message.Contains("JSON", StringComparison.Ordinal) || message.Contains("inferred", StringComparison.Ordinal) ? "The body must be JSON (Content-Type: application/json)." : message;

    [GeneratedRegex("""parameter "[^" ]+ (?<name>[^"]+)"(?: from "(?<value>[^"]*)")?""", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
