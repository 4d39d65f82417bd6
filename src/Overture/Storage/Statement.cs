using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace Overture.Storage;

/// <summary>
/// One statement of SQLite, prepared once and run for many rows in the transaction that is open on its context. Its values are bound by their
/// place, <c>?1</c> the first: by name they would be looked up for each row anew.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly AppDb db;
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt prepared;

    /// <exception cref="SqliteException">The statement does not parse.</exception>
    public Statement(AppDb db, string sql)
    {
        this.db = db;
        connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        Check(raw.sqlite3_prepare_v2(connection, sql, out prepared));
    }

    /// <returns>How many rows it changed.</returns>
    /// <exception cref="SqliteException">As a command would throw it.</exception>
    public int Run(ReadOnlySpan<object?> values)
    {
        Bind(values);
        _ = Step();
        Check(raw.sqlite3_reset(prepared));
        return raw.sqlite3_changes(connection);
    }

    /// <summary>Runs a statement that returns one row.</summary>
    /// <param name="values">Bound in their order.</param>
    /// <param name="read">Reads the row while it is there.</param>
    public T Run<T>(ReadOnlySpan<object?> values, Func<sqlite3_stmt, T> read)
    {
        Bind(values);
        var row = Step() ? read(prepared) : throw new InvalidOperationException("The statement returned no row.");
        _ = Step();
        Check(raw.sqlite3_reset(prepared));
        return row;
    }

    public void Dispose() => prepared.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(Store.Convert(db, values[i]) switch
            {
                DBNull => raw.sqlite3_bind_null(prepared, i + 1),
                string text => raw.sqlite3_bind_text(prepared, i + 1, text),
                byte[] bytes => raw.sqlite3_bind_blob(prepared, i + 1, bytes),
                double real => raw.sqlite3_bind_double(prepared, i + 1, real),
                decimal amount => raw.sqlite3_bind_text(prepared, i + 1, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
                bool truth => raw.sqlite3_bind_int64(prepared, i + 1, truth ? 1 : 0),
                IConvertible whole and (int or long or short or byte or uint) => raw.sqlite3_bind_int64(prepared, i + 1, whole.ToInt64(CultureInfo.InvariantCulture)),
                var other => throw new NotSupportedException($"SQLite takes no {other.GetType()}."),
            });
        }
    }

    /// <returns>There is a row.</returns>
    private bool Step()
    {
        var code = raw.sqlite3_step(prepared);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code is raw.SQLITE_ROW;
        }

        _ = raw.sqlite3_reset(prepared);
        SqliteException.ThrowExceptionForRC(code, connection);
        return false;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection);
}
