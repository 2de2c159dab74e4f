using System.Security.Cryptography;
using System.Text;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensions.Msal;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// Stores the tokens of MSAL in the protected store of the user: DPAPI, keychain, or keyring. They're never stored in a
/// plaintext file.
/// </summary>
internal sealed class ProtectedCache
{
    private const string Product = "LifecycleWorkflows";

    private readonly Storage _storage;

    private ProtectedCache(Storage storage) => _storage = storage;

    /// <param name="cache">The token cache to store.</param>
    /// <param name="owner">The owner of the tokens: each authority and client has its own cache.</param>
    /// <exception cref="LifecycleWorkflowsException">This system has no protected store.</exception>
    public static async Task<ProtectedCache> AttachAsync(ITokenCache cache, string owner)
    {
        string name = $"tokens-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..16]}";
        string profile = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify
        );
        // An account without a profile has no such folder. The path would be relative.
        if (!Path.IsPathFullyQualified(profile))
            throw Errors.NoProtectedStore();
        string folder = Path.Combine(profile, Product);
        StorageCreationProperties place = new StorageCreationPropertiesBuilder(name, folder)
            .WithMacKeyChain(Product, name)
            .WithLinuxKeyring(
                Product,
                MsalCacheHelper.LinuxKeyRingDefaultCollection,
                $"Tokens of {Product}",
                new("Product", Product),
                new("Owner", name)
            )
            .Build();
        try
        {
            Storage storage = Storage.Create(place);
            storage.VerifyPersistence();
            MsalCacheHelper helper = await MsalCacheHelper.CreateAsync(place).ConfigureAwait(false);
            helper.RegisterCache(cache);
            return new(storage);
        }
        catch (Exception exception)
            when (exception
                    is MsalCachePersistenceException
                        or DllNotFoundException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            throw Errors.NoProtectedStore();
        }
    }

    public void Clear() => _storage.Clear(ignoreExceptions: true);
}
