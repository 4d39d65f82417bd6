using Microsoft.AspNetCore.Diagnostics;

namespace Overture.Web;

/// <summary>Answers what was thrown as a problem: what a rule knows with its own words, the rest is logged and told as 500 without a trace of the inside.</summary>
internal sealed partial class AnswerProblems(IEnumerable<ProblemRule> rules, ILogger<AnswerProblems> log) : IExceptionHandler
{
    private static readonly Problem Unforeseen = new(500, "unexpected", "Something unexpected happened", "The log of the server has it. Try again; if it stays, tell the operator.");

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var known = rules.Select(rule => rule.Read(exception)).FirstOrDefault(problem => problem is not null);
        if (httpContext.Response.HasStarted || (known is null && !httpContext.IsForPrograms()))
        {
            return false;
        }

        if (known is null or { Status: >= 500 })
        {
            LogFailed(log, exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await (known ?? Unforeseen).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void LogFailed(ILogger log, Exception exception, string method, PathString path);
}
