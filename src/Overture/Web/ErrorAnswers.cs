using Microsoft.OpenApi;

namespace Overture.Web;

/// <summary>Describes, for every route at once, how it answers when it cannot do what was asked: always a <see cref="Problem"/>.</summary>
internal static class ErrorAnswers
{
    private const string Name = "Problem";

    public static void Describe(OpenApiDocument document)
    {
        document.Components ??= new();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas[Name] = Schema;
        foreach (var (path, item) in document.Paths)
        {
            foreach (var (method, operation) in item.Operations ?? [])
            {
                operation.Responses ??= [];
                foreach (var (status, words) in Of(path, method, operation))
                {
                    operation.Responses.TryAdd(status, Answer(document, words));
                }
            }
        }
    }

    private static OpenApiSchema Schema { get; } = new()
    {
        Type = JsonSchemaType.Object,
        Description = "What went wrong (RFC 9457).",
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("A stable name: urn:overture:problem:…"),
            ["title"] = Text("The kind of problem, in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("This problem, in words."),
            ["field"] = Text("The field at fault, where one is."),
            ["value"] = Text("Its value, or how it begins."),
            ["cure"] = Text("What helps."),
        },
    };

    private static IEnumerable<(string Status, string Words)> Of(string path, HttpMethod method, OpenApiOperation operation)
    {
        yield return ("default", "Anything else that went wrong.");
        if (path.StartsWith("/health", StringComparison.Ordinal))
        {
            yield break;
        }

        yield return ("401", "No key or session, or one that is known no more.");
        yield return ("429", "Too many requests; Retry-After says when to come again.");
        if (operation.RequestBody is not null || operation.Parameters?.Count > 0)
        {
            yield return ("400", "The request cannot be taken: field, value and cure say why and what helps.");
        }

        if (path.Contains('{', StringComparison.Ordinal))
        {
            yield return ("404", "There is no such thing here.");
        }

        if (method == HttpMethod.Post || method == HttpMethod.Patch || method == HttpMethod.Put)
        {
            yield return ("409", "It does not go with how things stand.");
        }

        if (operation.RequestBody is not null)
        {
            yield return ("413", "The body is too large.");
            yield return ("415", "The body is of a kind that is not taken.");
        }
    }

    private static OpenApiResponse Answer(OpenApiDocument document, string words) => new()
    {
        Description = words,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Name, document) } },
    };

    private static OpenApiSchema Text(string words) => new() { Type = JsonSchemaType.String, Description = words };
}
