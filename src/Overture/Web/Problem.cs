using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Overture.Web;

/// <summary>What went wrong with a request, for programs and people (RFC 9457): a stable type, and where it helps the field, its value and the cure.</summary>
internal sealed record Problem(int Status, string Code, string Title, string? Detail = null) : IResult
{
    public string? Field { get; init; }

    public string? Value { get; init; }

    public string? Cure { get; init; }

    /// <summary>Seconds after which it may be tried again.</summary>
    public int? RetryAfter { get; init; }

    public static Problem NotFound(string what, Guid id) => new(404, "not-found", "There is no such thing here", $"There is no {what} {id}.");

    public static Problem Of(Refused refused) => new(refused.Status, "refused", "The request cannot be taken", refused.Message)
    {
        Field = refused.Field,
        Value = Shown(refused.Value),
        Cure = refused.Cure + ".",
    };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var details = new ProblemDetails { Type = "urn:overture:problem:" + Code, Title = Title, Status = Status, Detail = Detail };
        Add(details, "field", Field);
        Add(details, "value", Value);
        Add(details, "cure", Cure);
        httpContext.Response.StatusCode = Status;
        if (RetryAfter is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(details, options: null, contentType: "application/problem+json", httpContext.RequestAborted);
    }

    /// <summary>A long value is told by its beginning.</summary>
    public static string? Shown(string? value) => value is { Length: > 200 } ? value[..200] + "…" : value;

    private static void Add(ProblemDetails details, string name, string? value)
    {
        if (value is not null)
        {
            details.Extensions[name] = value;
        }
    }
}
