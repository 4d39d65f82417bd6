using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging.Console;
using Overture.Web.Settings;

namespace Overture.Web.Logs;

/// <summary>JSON lines, readable text on a terminal, and a file of its own for each day when LOG_FILE is set.</summary>
internal static class Logging
{
    /// <summary>Who can read this category can sign in: it is for the console, and stands in no file.</summary>
    public const string SignIn = "Overture.SignIn";

    /// <param name="toError">A command that prints its answer keeps standard output for it.</param>
    public static void AddLogs(this ILoggingBuilder logging, LogSettings settings, bool toError)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(settings.Debug ? LogLevel.Debug : LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("System.Net.Http", LogLevel.Warning);
        logging.AddFilter("Quartz", LogLevel.Warning);
        logging.AddFilter<DailyFile>(SignIn, LogLevel.None);
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = toError ? LogLevel.Trace : LogLevel.None);
        var terminal = toError ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        if (settings.Format is "text" || terminal)
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss ";
                console.UseUtcTimestamp = false;
                console.ColorBehavior = terminal ? LoggerColorBehavior.Default : LoggerColorBehavior.Disabled;
            });
        }
        else
        {
            logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
                console.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            });
        }

        if (settings.File is { } file)
        {
            logging.Services.AddSingleton<ILoggerProvider>(services => new DailyFile(file, services.GetRequiredService<TimeProvider>()));
        }
    }
}
