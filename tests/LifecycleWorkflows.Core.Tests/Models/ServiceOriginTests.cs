namespace LifecycleWorkflows.Core.Tests;

public sealed class ServiceOriginTests
{
    private const string Contoso = "3f1c9d0e-5a52-4f8a-9c0d-2b7a6a1b8f11";
    private const string Fabrikam = "90a3c7de-1b44-4a57-8d6e-aa6c2f0b1e22";

    [Theory]
    [InlineData("https://graph.microsoft.com", Contoso, "https://graph.microsoft.com", Contoso, true)]
    [InlineData("https://graph.microsoft.com", Contoso, "https://GRAPH.microsoft.com:443/v1.0", Contoso, true)]
    [InlineData("https://graph.microsoft.com", Contoso, "https://graph.microsoft.us", Contoso, false)]
    [InlineData("https://graph.microsoft.com", Contoso, "http://graph.microsoft.com", Contoso, false)]
    [InlineData("http://localhost:5000", Contoso, "http://localhost:5001", Contoso, false)]
    [InlineData("https://graph.microsoft.com", Contoso, "https://graph.microsoft.com", Fabrikam, false)]
    [InlineData("https://graph.microsoft.com", "contoso.com", "https://graph.microsoft.com", "Contoso.COM", true)]
    [InlineData("https://graph.microsoft.com", "contoso.com", "https://graph.microsoft.com", "fabrikam.com", false)]
    [InlineData("https://graph.microsoft.com", "contoso.com", "https://graph.microsoft.com", Contoso, true)]
    [InlineData("https://graph.microsoft.com", null, "https://graph.microsoft.com", Contoso, true)]
    [InlineData("https://graph.microsoft.com", "", "https://graph.microsoft.com", Contoso, true)]
    [InlineData("https://graph.microsoft.com", null, "https://graph.microsoft.us", Contoso, false)]
    [InlineData(null, Contoso, "https://graph.microsoft.com", Contoso, true)]
    [InlineData(null, Contoso, "https://graph.microsoft.com", Fabrikam, false)]
    public void Two_origins_match_unless_they_are_known_to_differ(
        string? endpoint,
        string? tenant,
        string? otherEndpoint,
        string? otherTenant,
        bool expected
    )
    {
        ServiceOrigin one = Of(endpoint, tenant);
        ServiceOrigin other = Of(otherEndpoint, otherTenant);

        Assert.Equal(expected, one.Matches(other));
        Assert.Equal(expected, other.Matches(one));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0", Contoso, "https://graph.microsoft.com, tenant " + Contoso)]
    [InlineData("https://graph.microsoft.com", "", "https://graph.microsoft.com")]
    [InlineData(null, Contoso, "tenant " + Contoso)]
    public void An_origin_is_shown_by_what_is_known_of_it(string? endpoint, string? tenant, string expected) =>
        Assert.Equal(expected, Of(endpoint, tenant).ToString());

    private static ServiceOrigin Of(string? endpoint, string? tenant) =>
        new(endpoint is null ? null : new Uri(endpoint), tenant);
}
