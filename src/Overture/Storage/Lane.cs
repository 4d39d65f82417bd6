namespace Overture.Storage;

/// <summary>Who waits for the one writer of SQLite, most urgent first. Bulk gets one slice after each round of the others, so nothing starves.</summary>
internal enum Lane
{
    Ledger,
    Leases,
    Results,
    Requests,
    Bulk,
}
