using System.Security.Cryptography;
using System.Text;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.Extensions.Msal;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// Keeps MSAL's tokens in the store that the system protects for the user: DPAPI, the keychain or the keyring. Never in
/// a plain file.
/// </summary>
internal sealed class ProtectedCache
{
    private const string Product = "LifecycleWorkflows";

    private readonly Storage _storage;

    private ProtectedCache(Storage storage) => _storage = storage;

    /// <param name="cache">What is to be kept.</param>
    /// <param name="owner">Whose tokens these are: each authority and client has a place of its own.</param>
    /// <exception cref="LifecycleWorkflowsException">There is no protected store here.</exception>
    public static async Task<ProtectedCache> AttachAsync(ITokenCache cache, string owner)
    {
        string name = $"tokens-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..16]}";
        string folder = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
            Product
        );
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
