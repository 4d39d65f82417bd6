namespace Overture.Accounts.Models;

/// <summary>Where a provider's API stands, from a base URL as people write it.</summary>
internal static class ApiAddress
{
    /// <summary>
    /// The address of an endpoint. A base URL without a path means its /v1, as every compatible server has it; with a path it is taken as
    /// it is (…/v1, …/openai/v1, …/v1beta/openai), with or without a slash at the end; a query (api-version=…) is kept.
    /// </summary>
    public static Uri Of(Uri baseUrl, string endpoint)
    {
        var path = baseUrl.AbsolutePath.TrimEnd('/');
        if (path.EndsWith(endpoint, StringComparison.OrdinalIgnoreCase)) return baseUrl;
        return new UriBuilder(baseUrl) { Path = (path.Length == 0 ? "/v1" : path) + endpoint, Fragment = "" }.Uri;
    }

    /// <summary>A key as it may stand in a header; the message never shows it.</summary>
    public static string Key(string key)
    {
        var trimmed = key.Trim();
        return trimmed.Length > 0 && trimmed.All(c => c is > ' ' and < '\x7f')
            ? trimmed
            : throw new ArgumentException("The key has blanks, line ends or letters outside ASCII; copy it again from the provider's page.", nameof(key));
    }
}
