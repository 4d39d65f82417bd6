using System.Security.Cryptography;
using System.Text;
using Overture.Storage;
using Overture.Web.Settings;

namespace Overture.Tests.Storage;

/// <summary>A stored credential opens with its key, in its row, as it was sealed; and not otherwise.</summary>
public sealed class SecretsTests
{
    [Theory]
    [InlineData("")]
    [InlineData("hunter2")]
    [InlineData("Passwört mit 🔑 und\nZeilen")]
    public void What_is_sealed_opens_with_the_same_row_and_key(string secret) =>
        Assert.Equal(secret, WithKey("one").Open(WithKey("one").Seal(secret, "mailbox 1"), "mailbox 1"));

    [Fact]
    public void Another_key_does_not_open_it()
    {
        var stored = WithKey("one").Seal("hunter2", "mailbox 1");

        Assert.ThrowsAny<CryptographicException>(() => WithKey("two").Open(stored, "mailbox 1"));
    }

    [Fact]
    public void Swapped_rows_do_not_open()
    {
        var secrets = WithKey("one");
        var (first, second) = (secrets.Seal("hunter1", "mailbox 1"), secrets.Seal("hunter2", "mailbox 2"));

        Assert.ThrowsAny<CryptographicException>(() => secrets.Open(second, "mailbox 1"));
        Assert.ThrowsAny<CryptographicException>(() => secrets.Open(first, "mailbox 2"));
    }

    [Fact]
    public void A_changed_byte_or_a_missing_one_does_not_open()
    {
        var secrets = WithKey("one");
        var stored = secrets.Seal("hunter2", "mailbox 1");

        for (var i = 0; i < stored.Length; i++)
        {
            var changed = stored.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => secrets.Open(changed, "mailbox 1"));
            Assert.ThrowsAny<CryptographicException>(() => secrets.Open(stored[..i], "mailbox 1"));
        }
    }

    [Fact]
    public void The_same_secret_sealed_twice_does_not_look_the_same_and_shows_nothing()
    {
        var secrets = WithKey("one");
        var (first, second) = (secrets.Seal("hunter2", "mailbox 1"), secrets.Seal("hunter2", "mailbox 1"));

        Assert.NotEqual(first, second);
        Assert.Equal(-1, first.AsSpan().IndexOf(Encoding.UTF8.GetBytes("hunter")));
    }

    [Fact]
    public void Without_a_key_one_is_made_kept_and_readable_by_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("overture-").FullName;
        var stored = WithKey(null, folder).Seal("hunter2", "mailbox 1");

        Assert.Equal("hunter2", WithKey(null, folder).Open(stored, "mailbox 1"));
        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) is (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Directory.Delete(folder, recursive: true);
    }

    private static Secrets WithKey(string? key, string folder = ".") => Secrets.Open(new StorageSettings(DatabaseUrl.Parse(null, folder), folder, folder, key));
}
