namespace Overture.Accounts.Models;

/// <summary>Leave to make one call; to be handed back with what came of it.</summary>
internal readonly record struct Permit(double At, double Tokens, double RequestsThen, double TokensThen, double DayThen);
