using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Users and groups, as far as clients look them up.</summary>
public sealed class DirectoryTests : WorkflowActionTest
{
    [Theory]
    [InlineData("ada", "ada")]
    [InlineData("ada@CONTOSO.com", "ada")]
    [InlineData("9FBB355B-94B4-5C81-A0E2-86D83D4829BB", "9fbb355b-94b4-5c81-a0e2-86d83d4829bb")]
    public async Task A_user_is_found_by_id_and_by_sign_in_name(string key, string id) =>
        Assert.Equal(id, Text(await GetAsync($"v1.0/users/{key}?$select=id"), "id"));

    [Theory]
    [InlineData("userPrincipalName eq 'ADA@contoso.com'", "ada")]
    [InlineData("userPrincipalName in ('ada@contoso.com','BOB@contoso.com','nobody@contoso.com')", "ada,bob")]
    [InlineData("mail eq 'ada@contoso.com'", "")]
    [InlineData("displayName eq 'cyd'", "cyd")]
    public async Task Users_are_found_by_filter(string filter, string ids) =>
        Assert.Equal(
            ids,
            string.Join(',', await IdsAsync($"beta/users?$filter={filter}&$select=id,userPrincipalName"))
        );

    [Theory]
    [InlineData(15, HttpStatusCode.OK)]
    [InlineData(16, HttpStatusCode.BadRequest)]
    public async Task A_filter_takes_fifteen_values(int count, HttpStatusCode expected)
    {
        string[] names = [.. Enumerable.Range(1, count).Select(number => $"'user{number}@contoso.com'")];

        Assert.Equal(
            expected,
            await StatusAsync(HttpMethod.Get, $"v1.0/users?$filter=userPrincipalName in ({string.Join(',', names)})")
        );
        Assert.Equal(
            expected,
            await StatusAsync(
                HttpMethod.Get,
                $"v1.0/users?$filter={string.Join(" or ", names.Select(name => $"userPrincipalName eq {name}"))}"
            )
        );
    }

    [Fact]
    public async Task Groups_have_members()
    {
        Assert.Equal(["leaving"], await IdsAsync("v1.0/groups?$filter=displayName eq 'leaving'"));
        Assert.Equal("Who leaves", Text(await GetAsync("v1.0/groups/leaving"), "description"));
        JsonElement[] members = await ListAsync("v1.0/groups/leaving/members");
        Assert.Equal(["ada", "bob"], members.Select(member => Text(member, "id")));
        Assert.Equal("#microsoft.graph.user", Text(members[0], "@odata.type"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "v1.0/groups/nothing"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, "v1.0/users/nobody"));
    }
}
