namespace LifecycleWorkflows.Core.Tests;

public sealed class PlainIdTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData(".", "consists of dots")]
    [InlineData("..", "consists of dots")]
    [InlineData("..x", "consists of dots")]
    [InlineData(" x", "begins or ends with white space")]
    [InlineData("x ", "begins or ends with white space")]
    [InlineData("a/b", "contains a slash")]
    [InlineData("a\\b", "contains a slash")]
    [InlineData("a\u2215b", "contains a character that looks like a slash or a dot")]
    [InlineData("a\u0001b", "contains a control character")]
    [InlineData("a\u200Bb", "contains a control character")]
    [InlineData("a\u2028b", "contains a control character")]
    [InlineData("a\u2029b", "contains a control character")]
    [InlineData("a\uFFFDb", "contains a control character")]
    [InlineData("a%2Fb", "is encoded twice")]
    [InlineData("a%2", null)]
    [InlineData(".x", null)]
    [InlineData("x..", null)]
    [InlineData("a b", null)]
    [InlineData("schlüssel 🗝", null)]
    [InlineData("54be951d-12af-54a3-9d99-484b89315eaa", null)]
    public void What_could_be_taken_for_another_place_is_no_id(string id, string? flaw) =>
        Assert.Equal(flaw, IdRules.FindProblem(id));

    [Fact]
    public void An_id_has_512_characters_at_most() =>
        Assert.Equal(
            (null, "is longer than 512 characters"),
            (IdRules.FindProblem(new string('x', 512)), IdRules.FindProblem(new string('x', 513)))
        );

    [Theory]
    [InlineData("x", "x", true)]
    [InlineData("x", "X", false)]
    [InlineData("54be951d-12af-54a3-9d99-484b89315eaa", "54BE951D-12AF-54A3-9D99-484B89315EAA", true)]
    [InlineData("54be951d-12af-54a3-9d99-484b89315eaa", "54be951d-12af-54a3-9d99-484b89315eab", false)]
    [InlineData("54be951d-12af-54a3-9d99-484b89315eaa", "{54be951d-12af-54a3-9d99-484b89315eaa}", false)]
    [InlineData("54be951d12af54a39d99484b89315eaa", "54be951d-12af-54a3-9d99-484b89315eaa", false)]
    public void Only_the_letter_case_of_GUIDs_does_not_matter(string one, string other, bool isSame) =>
        Assert.Equal((isSame, isSame), (IdRules.AreEqual(one, other), IdRules.AreEqual(other, one)));

    [Theory]
    [InlineData("submitted", true)]
    [InlineData("pendingApproval", true)]
    [InlineData("delivering", true)]
    [InlineData("scheduled", true)]
    [InlineData("someday", true)]
    [InlineData("delivered", false)]
    [InlineData("deliveryFailed", false)]
    [InlineData("denied", false)]
    [InlineData("canceled", false)]
    [InlineData("partiallyDelivered", false)]
    public void A_request_s_state_can_change_until_it_has_ended(string state, bool canChange)
    {
        Assert.Equal(canChange, AccessPackageRequestState.CanChange(state));
        Assert.Equal(state != "someday", AccessPackageRequestState.Known.Contains(state));
    }

    [Theory]
    [InlineData("QUEUED", "queued")]
    [InlineData("completedwitherrors", "completedWithErrors")]
    [InlineData("Quarantined", "quarantined")]
    [InlineData("done", null)]
    public void A_status_is_found_in_any_letter_case(string text, string? status) =>
        Assert.Equal(status, ProcessingStatus.Find(text));
}
