using Microsoft.OpenApi;

namespace Overture.Web;

/// <summary>The description of the API, and a page to try it on.</summary>
internal static class Docs
{
    public const string Path = "/docs";

    /// <summary>The one style sheet that Swagger UI writes into its page, by its hash (CSP Level 3 §2.3.1).</summary>
    public const string OwnStyle = " 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

    public static void AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => Describe(operation, context.Description.HttpMethod));
    });

    private static Task Describe(OpenApiDocument document)
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
    }

    /// <summary>What holds for every POST: it may be sent again.</summary>
    private static Task Describe(OpenApiOperation operation, string? method)
    {
        if (method is "POST")
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Description = "The same request under the same key has one effect and gets the same answer for a day.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
            });
        }

        return Task.CompletedTask;
    }

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
