using System.Security.Cryptography;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>How a machine of Azure Arc knows that it is asked by somebody who may: they can read a file.</summary>
internal sealed class ArcChallenge(EmulatorOptions options) : IDisposable
{
    /// <summary>Where the agent keeps such files on Linux; clients read them nowhere else.</summary>
    private const string UsualDirectory = "/var/opt/azcmagent/tokens";

    private readonly Lock _lock = new();
    private readonly string _file = Path.Combine(
        options.ArcTokenDirectory ?? UsualDirectory,
        $"{Guid.NewGuid():N}.key"
    );
    private string? _secret;

    /// <summary>
    /// Puts a new secret into the file, and tells where that is. The file may be missing: then nobody may.
    /// </summary>
    public string Write()
    {
        lock (_lock)
        {
            _secret = RandomNumberGenerator.GetHexString(32, lowercase: true);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
                File.WriteAllText(_file, _secret);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _secret = null;
            }
            return _file;
        }
    }

    /// <summary>Whether the secret was read. It is good once.</summary>
    public bool IsMet(string? authorization)
    {
        lock (_lock)
        {
            bool met = _secret is not null && authorization == $"Basic {_secret}";
            if (met)
                _secret = null;
            return met;
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was never there.
        }
    }
}
