using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Overture.Tests.House;

/// <summary>No query filter stands before SQL written by hand: what reads or writes a tenant's table names the workspace itself.</summary>
internal static partial class WorkspaceSqlRule
{
    /// <param name="tables">The tables that belong to workspaces.</param>
    /// <returns>SQL texts of the source that name such a table, or one known only when they run, and no workspace.</returns>
    public static IEnumerable<string> Blind(string file, string source, IReadOnlySet<string> tables) =>
        from sql in Texts(source)
        let named = Table().Matches(sql).Select(m => m.Groups["table"].Value).Where(name => name.StartsWith('{') || tables.Contains(name)).ToArray()
        where named.Length > 0 && Verb().IsMatch(sql) && !sql.Contains("workspace_id", StringComparison.Ordinal) && !sql.Contains("WorkspaceId", StringComparison.Ordinal)
        select $"{file}: SQL over {string.Join(", ", named.Distinct(StringComparer.Ordinal))} names no workspace_id: {sql.ReplaceLineEndings(" ")}";

    /// <returns>Calls that take every filter away without naming the workspace's, and those outside of what may look over all workspaces.</returns>
    public static IEnumerable<string> Unfiltered(string file, string source, bool mayLookOverAll) =>
        from call in CSharpSyntaxTree.ParseText(source, cancellationToken: CancellationToken.None).GetRoot(CancellationToken.None).DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression.ToString().EndsWith("IgnoreQueryFilters", StringComparison.Ordinal)
        where !mayLookOverAll || !call.ArgumentList.ToString().Contains("AppDb.Wall", StringComparison.Ordinal)
        select $"{file}: {(mayLookOverAll ? "names no filter" : "may not look over all workspaces")}: IgnoreQueryFilters{call.ArgumentList}";

    /// <summary>Strings with their parts joined; what is put in when they run stands in braces.</summary>
    private static IEnumerable<string> Texts(string source) =>
        from node in CSharpSyntaxTree.ParseText(source, cancellationToken: CancellationToken.None).GetRoot(CancellationToken.None).DescendantNodes().OfType<ExpressionSyntax>()
        where IsText(node) && node.Parent is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } && node.FirstAncestorOrSelf<InterpolationSyntax>() is null
        select Text(node);

    private static bool IsText(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.StringLiteralExpression),
        BinaryExpressionSyntax sum => sum.IsKind(SyntaxKind.AddExpression) && (IsText(sum.Left) || IsText(sum.Right)),
        _ => node is InterpolatedStringExpressionSyntax,
    };

    private static string Text(ExpressionSyntax node) => node switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents),
        BinaryExpressionSyntax sum => Text(sum.Left) + Text(sum.Right),
        _ => $"{{{node}}}",
    };

    [GeneratedRegex(@"^\s*(WITH|SELECT|INSERT|UPDATE|DELETE|COPY|MERGE|TRUNCATE)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\b(FROM|INTO|UPDATE|JOIN|COPY|USING|TRUNCATE|TABLE)\s+""?(?<table>\w+|\{[^}]*\})", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Table();
}
