using System.Text.Json;
using System.Text.Json.Serialization;
using Overture.Web.Shell;

namespace Overture.Web;

/// <summary>The shell: what every page and answer goes through.</summary>
internal static class WebRoom
{
    public static void AddWeb(this WebApplicationBuilder builder, Settings.Settings settings)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseUrls($"http://{settings.Server.Host}:{settings.Server.Port}");
        builder.Services.ConfigureHttpJsonOptions(options => Json(options.SerializerOptions));
        builder.Services.AddProblemDetails();
        builder.Services.AddShell();
    }

    public static void UseWeb(this WebApplication app, Settings.Settings settings)
    {
        app.UseExceptionHandler();
        app.UseAntiforgery();
        _ = settings;
    }

    public static void MapWeb(this WebApplication app, Settings.Settings settings)
    {
        app.MapGet("/health/live", () => TypedResults.Ok());
        app.MapShell(settings.Drafting.MaxFileSize);
    }

    /// <summary>How the API writes: snake_case names and words, instants in UTC.</summary>
    public static void Json(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
    }
}
