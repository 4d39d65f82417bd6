using Microsoft.OpenApi;

namespace Overture.Web;

/// <summary>The description of the API, and a page to try it on.</summary>
internal static class Docs
{
    public const string Path = "/docs";

    /// <summary>The one style sheet that Swagger UI writes into its page, by its hash (CSP Level 3 §2.3.1).</summary>
    public const string OwnStyle = " 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    public static void AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new() { Title = "Overture", Version = "v1", Description = "Send an API key as `Authorization: Bearer ovk_…` or `X-Api-Key`. Every POST takes `Idempotency-Key`. Errors are problem details (RFC 9457)." };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key: `overture key create NAME` makes one." },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        document.Servers = [];
        ErrorAnswers.Describe(document);
        return Task.CompletedTask;
    }));

    /// <summary>Comes after authorization, so that it too is only for who may.</summary>
    public static void UseDocs(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = Path[1..];
            page.DocumentTitle = "Overture API";
            page.InjectStylesheet("/docs.css");
            page.SwaggerEndpoint("/openapi/v1.json", "Overture v1");
        });
    }
}
