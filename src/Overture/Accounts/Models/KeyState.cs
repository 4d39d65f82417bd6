namespace Overture.Accounts.Models;

/// <summary>How a provider key, or a model on a key, is doing.</summary>
internal enum KeyState
{
    /// <summary>Not yet seen to work, or idle since: only a few calls at once, so that a bad key costs a few calls and not a few hundred.</summary>
    Untried,

    Ok,

    /// <summary>The provider or the line failed several times running.</summary>
    Cooling,

    /// <summary>No quota or money left.</summary>
    Exhausted,

    /// <summary>401 or 403.</summary>
    Revoked,

    /// <summary>The model is not there for this key.</summary>
    NoModel,
}
