namespace Overture.Web;

/// <summary>Who a request is for: a program gets problems as JSON, a person gets pages.</summary>
internal static class Requests
{
    private static readonly string[] Programs = ["/api", "/openapi", "/health", "/metrics", "/upload", "/status", "/download"];

    public static bool IsForPrograms(this HttpContext context) => context.IsAtApi() || !context.WantsPage();

    /// <summary>Judged by the path alone, which a page of another site cannot dress up.</summary>
    public static bool IsAtApi(this HttpContext context) => Array.Exists(Programs, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    public static bool WantsPage(this HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static bool IsUnsafe(this HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method));
}
