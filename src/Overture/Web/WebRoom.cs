using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.HttpOverrides;
using Overture.Web.Shell;

namespace Overture.Web;

/// <summary>The shell: what every page and answer goes through.</summary>
internal static class WebRoom
{
    /// <summary>The largest body of a route that takes no files.</summary>
    private const long LargestBody = 4 * 1024 * 1024;

    public static void AddWeb(this WebApplicationBuilder builder, Settings.Settings settings, Role role)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.WebHost.UseUrls($"http://{settings.Server.Host}:{settings.Server.Port}");
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(options => Json(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        services.AddProblemDetails();
        services.AddSingleton(new ProblemRule(RequestProblems.Read)).AddExceptionHandler<AnswerProblems>();
        services.AddSingleton<Health>().AddSingleton<Metrics>().AddSingleton<CountRequests>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Heartbeat>(provider, role));
        services.AddDocs();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => Cors(policy, settings.Server.CorsOrigins)));
        services.AddShell();
    }

    /// <summary>What comes before anybody is asked who they are.</summary>
    public static void UseWeb(this WebApplication app, Settings.Settings settings)
    {
        _ = app.Services.GetRequiredService<Metrics>(); // listens from the first request on
        app.UseForwardedHeaders();
        app.UseCounting();
        app.UseSecurityHeaders(settings.Server.PublicUrl);
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => context.HttpContext.IsForPrograms() ? Bare(context.HttpContext).ExecuteAsync(context.HttpContext) : ShellPages.NotFound(context.HttpContext));
        app.UseCors();
        app.UseControlCharacters();
    }

    /// <param name="mostBytes">Of an uploaded file.</param>
    public static void MapWeb(this WebApplication app, long mostBytes)
    {
        app.MapShell(mostBytes);
        app.MapStatus();
        app.UseDocs();
    }

    /// <summary>How the API writes: snake_case names and words, instants in UTC.</summary>
    public static void Json(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.Converters.Add(new ControlCharacters.Json());
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }

    private static void UseCounting(this WebApplication app)
    {
        var count = app.Services.GetRequiredService<CountRequests>();
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.Use(async (context, next) =>
        {
            var started = clock.GetTimestamp();
            await next(context);
            count.Count(context.Request.Method, context.Response.StatusCode, clock.GetElapsedTime(started));
        });
    }

    private static void Cors(Microsoft.AspNetCore.Cors.Infrastructure.CorsPolicyBuilder policy, IReadOnlyList<string> origins)
    {
        policy.AllowAnyHeader().AllowAnyMethod().WithExposedHeaders("Location", "Retry-After", "Idempotency-Replayed", "Content-Disposition");
        _ = origins.Contains("*", StringComparer.Ordinal) ? policy.AllowAnyOrigin() : policy.WithOrigins([.. origins]);
    }

    private static Problem Unknown(HttpContext context) =>
        new(404, "no-route", "There is no such route", $"{context.Request.Method} {Problem.Shown(context.Request.Path)} is not known here.") { Cure = "/openapi/v1.json lists the routes." };

    /// <summary>Words for a status that was answered without any.</summary>
    private static Problem Bare(HttpContext context) => context.Response.StatusCode switch
    {
        404 => Unknown(context),
        405 => new(405, "method", "The route does not take this method", $"{context.Request.Method} is not taken here."),
        415 => new(415, "media-type", "The body is of a kind not taken here", "Send application/json."),
        var status => new(status, "status-" + status, Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)),
    };
}
