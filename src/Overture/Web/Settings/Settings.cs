using Overture.Web.Outbound;

namespace Overture.Web.Settings;

/// <summary>How this process was told to run. Read once at start.</summary>
internal sealed record Settings
{
    public required ServerSettings Server { get; init; }
    public required StorageSettings Storage { get; init; }
    public required ModelSettings Models { get; init; }
    public required DraftingSettings Drafting { get; init; }
    public required LogSettings Logs { get; init; }

    /// <summary>Where Overture may go beside public addresses.</summary>
    public required AllowedHosts Outbound { get; init; }

    /// <exception cref="SettingsInvalid">A value cannot be used.</exception>
    public static Settings Read(Func<string, string?> environment)
    {
        var values = new Values(environment);
        var settings = new Settings
        {
            Server = ServerSettings.From(values),
            Storage = StorageSettings.From(values),
            Models = ModelSettings.From(values),
            Drafting = DraftingSettings.From(values),
            Logs = LogSettings.From(values),
            Outbound = values.Hosts("OUTBOUND_ALLOWED_HOSTS"),
        };
        if (settings.Server.OldRoutes is "open" && !settings.Server.BindsLoopback)
        {
            throw new SettingsInvalid("OLD_ROUTES", "open", $"routes without a key are only for this machine, and HOST is {settings.Server.Host}; use key, or HOST=localhost");
        }

        return settings;
    }

    /// <summary>Real variables win over those of a <c>.env</c> file in the working directory.</summary>
    public static Func<string, string?> FromProcess()
    {
        var file = DotEnv.Read(".env");
        return name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } real ? real : file.GetValueOrDefault(name);
    }
}

internal sealed record ServerSettings(
    string Host, int Port, Uri? PublicUrl, string AppName, string Environment, string Zone, string OldRoutes, string? MetricsToken,
    IReadOnlyList<string> CorsOrigins, int RateLimit, bool RedisUrlGiven)
{
    public bool BindsLoopback => Host is "localhost" or "::1" || Host.StartsWith("127.", StringComparison.Ordinal);

    public static ServerSettings From(Values values) => new(
        values.Required("HOST"), (int)values.Whole("PORT")!, values.Url("PUBLIC_URL"), values.Required("APP_NAME"),
        values.IsSet.Contains("ENVIRONMENT") ? values.Required("ENVIRONMENT") : values.Text("NODE_ENV") ?? values.Required("ENVIRONMENT"),
        values.Text("TIME_ZONE") ?? IanaName(TimeZoneInfo.Local), values.Required("OLD_ROUTES"), values.Text("METRICS_TOKEN"),
        values.Several("CORS_ORIGINS"), (int)values.Whole("RATE_LIMIT_PER_MINUTE")!, values.IsSet.Contains("REDIS_URL"));

    private static string IanaName(TimeZoneInfo zone) =>
        zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? iana : "Etc/UTC";
}

internal sealed record StorageSettings(DatabaseUrl Database, string DataDir, string UploadDir, string? SecretKey)
{
    public static StorageSettings From(Values values)
    {
        var data = values.Required("DATA_DIR");
        var database = DatabaseUrl.Parse(values.Text("DATABASE_URL"), data);
        if (!database.IsSqlite && values.Text("SECRET_KEY") is null)
        {
            throw new SettingsInvalid("SECRET_KEY", "", "with PostgreSQL it is required, the same on every node; `openssl rand -hex 32` makes one");
        }

        return new(database, data, values.Text("UPLOAD_DIR") ?? Path.Combine(data, "uploads"), values.Text("SECRET_KEY"));
    }
}

internal sealed record ModelSettings(
    IReadOnlyList<string> OpenAiKeys, Uri OpenAiUrl, IReadOnlyList<string> OpenAiModels, string? AnthropicKey, string AnthropicModel,
    int RequestsPerMinute, long? TokensPerMinute, int? RequestsPerDay, bool Adaptive, int Concurrency, bool Dummy, DurationRange DummyDelay, int Retries)
{
    public static ModelSettings From(Values values) => new(
        values.Several("OPENAI_API_KEY"), values.Url("OPENAI_BASE_URL")!, [values.Required("OPENAI_MODEL"), .. values.Several("OPENAI_FALLBACK_MODELS")],
        values.Text("ANTHROPIC_API_KEY"), values.Required("ANTHROPIC_MODEL"),
        (int)values.Whole("OPENAI_RPM")!, values.Whole("OPENAI_TPM"), (int?)values.Whole("OPENAI_RPD"), values.Truth("OPENAI_ADAPTIVE"),
        (int)values.Whole("OPENAI_CONCURRENCY")!, values.Truth("OPENAI_DUMMY_MODE"), values.Duration("OPENAI_DUMMY_DELAY"), (int)values.Whole("MAX_RETRIES")!);
}

internal sealed record DraftingSettings(long MaxFileSize, int ChunkSize, int ChunksAtOnce)
{
    public static DraftingSettings From(Values values) =>
        new(values.Whole("MAX_FILE_SIZE")!.Value, (int)values.Whole("CHUNK_SIZE")!, (int)values.Whole("MAX_CONCURRENT_JOBS")!);
}

internal sealed record LogSettings(bool Debug, string Format, string? File)
{
    public static LogSettings From(Values values) => new(values.Truth("DEBUG"), values.Required("LOG_FORMAT"), values.Text("LOG_FILE"));
}
