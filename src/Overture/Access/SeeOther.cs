namespace Overture.Access;

/// <summary>303: what was posted is done, the page to look at is there.</summary>
internal sealed record SeeOther(string Path) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Path;
        return Task.CompletedTask;
    }
}
