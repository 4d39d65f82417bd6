namespace Overture.Access;

/// <summary>The page behind a sign-in link: one button, and nothing that needs a script or a style.</summary>
internal static class SignInPage
{
    public const string NoLink = """
        <p>Open the sign-in link that the server printed when it started, or print a new one:</p>
        <pre>overture link</pre>
        """;

    public const string Refused = """
        <p role="alert">This link was used already, is older than 15 minutes, or is not one of ours. Nothing was changed.</p>
        <p>Print a new one and open it:</p>
        <pre>overture link</pre>
        """;

    public static string Button(string name, string token, string back) => $"""
        <p>You are about to sign in to {name} in this browser.</p>
        <form method="post" action="/sign-in">
        <input type="hidden" name="token" value="{token}">
        <input type="hidden" name="return" value="{back}">
        <button type="submit" autofocus>Sign in</button>
        </form>
        """;

    public static string Html(string name, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <title>Sign in – {name}</title>
        </head>
        <body>
        <main>
        <h1>{name}</h1>
        {body}
        </main>
        </body>
        </html>
        """;
}
