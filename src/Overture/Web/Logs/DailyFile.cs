using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Overture.Web.Logs;

/// <summary>Log lines as JSON in a file a day (<c>app.log</c> becomes <c>app-2026-11-23.log</c>), the last 14 kept.</summary>
internal sealed class DailyFile(string path, TimeProvider clock) : ILoggerProvider
{
    private const int Kept = 14;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private DateOnly day;
    private FileStream? file;

    public ILogger CreateLogger(string categoryName) => new FileLogger(this, categoryName);

    public void Dispose() => file?.Dispose();

    private void Write(string category, LogLevel level, string message, Exception? exception)
    {
        var now = clock.GetUtcNow();
        var line = Line(now, category, level, message, exception);
        lock (gate)
        {
            Roll(DateOnly.FromDateTime(now.UtcDateTime));
            file!.Write(line);
            file.Flush();
        }
    }

    private static byte[] Line(DateTimeOffset now, string category, LogLevel level, string message, Exception? exception)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", now.UtcDateTime);
            json.WriteString("LogLevel", level.ToString());
            json.WriteString("Category", category);
            json.WriteString("Message", message);
            if (exception is not null)
            {
                json.WriteString("Exception", exception.ToString());
            }

            json.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private void Roll(DateOnly today)
    {
        if (file is not null && day == today)
        {
            return;
        }

        file?.Dispose();
        day = today;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var (name, extension) = (Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
        Directory.CreateDirectory(folder);
        file = new(Path.Combine(folder, $"{name}-{today.ToString("O", CultureInfo.InvariantCulture)}{extension}"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        foreach (var old in Directory.EnumerateFiles(folder, $"{name}-????-??-??{extension}").OrderDescending(StringComparer.Ordinal).Skip(Kept))
        {
            File.Delete(old);
        }
    }

    private sealed class FileLogger(DailyFile file, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                file.Write(category, logLevel, formatter(state, exception), exception);
            }
        }
    }
}
