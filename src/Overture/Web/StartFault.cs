using System.Data.Common;
using Microsoft.AspNetCore.Connections;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Web;

/// <summary>Why a command cannot begin, where somebody can cure it: said in a line, without a trace.</summary>
internal static class StartFault
{
    private const string Doctor = "`overture doctor` looks at everything a start needs.";

    /// <returns>Null: it is nothing an operator can cure.</returns>
    public static string? Of(Exception e) => e switch
    {
        SettingsInvalid or SchemaTooNew => e.Message,
        DbException or { InnerException: DbException } => $"The database cannot be used: {e.GetBaseException().Message} {Doctor}",
        IOException { InnerException: AddressInUseException } => $"{e.Message} {Doctor}",
        UnauthorizedAccessException or IOException => $"{e.Message} {Doctor}",
        _ => null,
    };
}
