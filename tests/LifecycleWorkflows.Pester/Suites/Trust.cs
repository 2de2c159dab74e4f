using System.IO;
using System.Net.Http;
using System.Security.Cryptography.X509Certificates;

namespace LwfTests
{
    public static class Trust
    {
        /// <summary>Trusts the one certificate in the file, and no other.</summary>
        public static HttpMessageHandler Only(string file)
        {
            string trusted = X509Certificate2.CreateFromPem(File.ReadAllText(file)).Thumbprint;
            return new HttpClientHandler
            {
                ServerCertificateCustomValidationCallback = (request, shown, chain, errors) =>
                    shown.Thumbprint == trusted,
                UseProxy = false,
                AllowAutoRedirect = false,
            };
        }
    }
}
