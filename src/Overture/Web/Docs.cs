using Microsoft.OpenApi;

namespace Overture.Web;

/// <summary>The description of the API, and a page to try it on.</summary>
internal static class Docs
{
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
        return Task.CompletedTask;
    }));

    /// <summary>Comes after authorization, so that it too is only for who may.</summary>
    public static void UseDocs(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "docs";
            page.DocumentTitle = "Overture API";
            page.SwaggerEndpoint("/openapi/v1.json", "Overture v1");
        });
    }
}
