using Npgsql;

namespace Overture.Web.Settings;

/// <summary>Where the tables are. Reads the addresses that hosts and older systems hand out.</summary>
internal sealed record DatabaseUrl(bool IsSqlite, string ConnectionString, string? File)
{
    /// <param name="url">Null: a file in <paramref name="dataDir"/>.</param>
    /// <exception cref="SettingsInvalid">The address is of neither kind.</exception>
    public static DatabaseUrl Parse(string? url, string dataDir)
    {
        if (url is null)
        {
            return Sqlite(Path.Combine(dataDir, "overture.db"));
        }

        var scheme = url.Split("://", 2)[0].Split('+')[0];
        return scheme switch
        {
            "sqlite" when url.Split(":///", 2) is [_, { Length: > 0 } path] => Sqlite(path),
            "postgres" or "postgresql" => Postgres(url),
            _ => throw new SettingsInvalid("DATABASE_URL", scheme + "://…", "postgres://user:password@host:5432/name or sqlite:///path/to/file.db is wanted"),
        };
    }

    private static DatabaseUrl Sqlite(string path) => new(true, $"Data Source={path};Default Timeout=30;Pooling=True", path);

    private static DatabaseUrl Postgres(string url)
    {
        if (!Uri.TryCreate("postgres://" + url.Split("://", 2)[1], UriKind.Absolute, out var uri))
        {
            throw new SettingsInvalid("DATABASE_URL", "postgres://…", "postgres://user:password@host:5432/name is wanted; percent-encode special characters of the password");
        }

        var text = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host is { Length: > 0 } host ? host.Trim('[', ']') : "localhost",
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')) is { Length: > 0 } name ? name : "overture",
            MaxAutoPrepare = 50,
            IncludeErrorDetail = false,
        };
        var user = uri.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            text.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            text.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            Option(text, pair.Split('=', 2)[0], Uri.UnescapeDataString(pair.Split('=', 2)[^1]));
        }

        return new(false, text.ConnectionString, null);
    }

    private static void Option(NpgsqlConnectionStringBuilder text, string name, string value)
    {
        try
        {
            var (key, setting) = name switch
            {
                "sslmode" or "ssl" => ("SSL Mode", value switch { "verify-ca" => "VerifyCA", "verify-full" => "VerifyFull", "true" => "Require", "false" => "Disable", _ => value }),
                "application_name" => ("Application Name", value),
                "connect_timeout" => ("Timeout", value),
                "host" => ("Host", value),
                _ => ("", ""),
            };
            if (key.Length > 0)
            {
                text[key] = setting;
            }
        }
        catch (ArgumentException)
        {
            throw new SettingsInvalid("DATABASE_URL", $"…?{name}={value}", "sslmode is one of disable, allow, prefer, require, verify-ca, verify-full");
        }
    }
}
