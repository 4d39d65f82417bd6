using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Overture.Web;

/// <summary>Reads a multipart upload as it comes in: the file is handed on as a stream and never held in memory; the small fields beside it are kept.</summary>
internal static class Upload
{
    /// <summary>What the fields and the form around a file may take.</summary>
    public const int Around = 1024 * 1024;

    private const int MostFields = 50;
    private const int LongestField = 256 * 1024;

    /// <summary>The metadata of a route that takes files.</summary>
    public static TBuilder TakesFiles<TBuilder>(this TBuilder route, long most)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(most > long.MaxValue - Around ? long.MaxValue : most + Around));

    /// <param name="most">The most bytes of the file.</param>
    /// <param name="take">Takes the file: its name and bytes.</param>
    /// <returns>The fields beside the file.</returns>
    /// <exception cref="Refused">There is no file, more than one, or it is too large.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> Read(HttpRequest request, long most, Func<string, Stream, Task> take, CancellationToken ct)
    {
        var hash = request.HttpContext.Features.Get<UploadHash>();
        var reader = new MultipartReader(Boundary(request), request.Body) { HeadersCountLimit = 16, HeadersLengthLimit = 16 * 1024 };
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var files = 0;
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var named))
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(named.Name).ToString();
            hash?.Begin(name, named.IsFileDisposition() ? NameOf(named) : null);
            if (named.IsFileDisposition() && files++ is 0)
            {
                await using var bytes = new UploadedBytes(section.Body, most, hash);
                await take(NameOf(named), bytes);
                await bytes.CopyToAsync(Stream.Null, ct);
            }
            else if (named.IsFormDisposition() && fields.Count < MostFields)
            {
                await using var bytes = new UploadedBytes(section.Body, long.MaxValue, hash);
                fields[name] = await Text(bytes, ct);
                ControlCharacters.Refuse(name, fields[name]);
            }
        }

        hash?.End();

        return files switch
        {
            0 => throw new Refused("file", null, "the request holds no file", "Send it as multipart/form-data in a field named file, with a file name"),
            1 => fields,
            _ => throw new Refused("file", $"{files} files", "one at a time is taken", "Send each in a request of its own"),
        };
    }

    /// <summary>Reads an upload to its end for its hash alone.</summary>
    public static async Task<byte[]> Hash(HttpRequest request, CancellationToken ct)
    {
        using var hash = new UploadHash();
        request.HttpContext.Features.Set(hash);
        await Read(request, long.MaxValue, (_, bytes) => bytes.CopyToAsync(Stream.Null, ct), ct);
        return hash.Whole!;
    }

    private static string Boundary(HttpRequest request)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : "";
        return boundary.Length is > 0 and <= 200 ? boundary
            : throw new Refused("Content-Type", request.ContentType, "it is no multipart form", "Send the file as multipart/form-data", 415);
    }

    private static string NameOf(ContentDispositionHeaderValue named)
    {
        var name = named.FileNameStar.HasValue ? named.FileNameStar : named.FileName;
        return HeaderUtilities.RemoveQuotes(name).ToString();
    }

    private static async Task<string> Text(Stream body, CancellationToken ct)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var buffer = new char[LongestField + 1];
        var length = await reader.ReadBlockAsync(buffer, ct);
        return length <= LongestField ? new(buffer, 0, length) : throw new Refused("field", null, $"a form field has more than {LongestField:N0} characters", "Shorten it", 413);
    }
}
