using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows;

/// <summary>Every condition that this module finds by itself, before or without an answer of the service.</summary>
internal static class Errors
{
    public static LifecycleWorkflowsException NotConnected() =>
        new(
            ErrorCondition.NotConnected,
            "There is no connection to Microsoft Graph in this runspace.",
            "Run Connect-Lwf first, or pass a connection with -Connection (inside ForEach-Object -Parallel: -Connection $using:connection)."
        );

    public static LifecycleWorkflowsException Disconnected() =>
        new(
            ErrorCondition.NotConnected,
            "This connection was disconnected.",
            "Run Connect-Lwf again. A connection that Disconnect-Lwf has ended stays so, also in a variable and in other runspaces."
        );

    public static LifecycleWorkflowsException IdNotUsable(string parameter, string id) =>
        new(
            InvalidRequest,
            id.Length == 0
                ? $"The value of -{parameter} is empty."
                : $"The value of -{parameter} is '{id}', which no resource has as its id.",
            $"Give -{parameter} the id of an existing resource, as it stands in the output of the Get-Lwf cmdlets."
        );

    public static LifecycleWorkflowsException IdsConflict(string noun, IEnumerable<string> given, string ways) =>
        new(
            InvalidRequest,
            $"The service has no {noun} below the combination of {Parameters(given)}.",
            ways.Length == 0
                ? "Leave them out: this is about the whole tenant."
                : $"Use one of these combinations: {ways}."
        );

    public static LifecycleWorkflowsException IdsMissing(string noun, IEnumerable<string> given, string ways) =>
        new(
            InvalidRequest,
            given.Any()
                ? $"{Parameters(given)} alone does not lead to {noun}."
                : $"Nothing says where to look for {noun}.",
            $"Give, or pipe in, one of these combinations: {ways}. The Get cmdlets take a workflow's name (-Workflow) in place of its id."
        );

    public static LifecycleWorkflowsException FromElsewhere(ServiceOrigin theirs, ServiceOrigin ours) =>
        new(
            InvalidRequest,
            $"The object came from {theirs}, and this connection leads to {ours}. Its ids may name something else there.",
            "Give the connection that the object came from with -Connection, or read it again with this one."
        );

    public static LifecycleWorkflowsException IdsApart(string parameter, string id, string other, string otherId) =>
        new(
            NotFound,
            $"What has the -{parameter} '{id}' does not have the -{other} '{otherId}' that was given beside it.",
            $"Leave out -{other}, or give ids that belong together."
        );

    public static LifecycleWorkflowsException IdMissing(string parameter, string cmdletOfOrigin) =>
        new(
            InvalidRequest,
            $"There is no value for -{parameter}.",
            $"Give -{parameter}, or pipe in what {cmdletOfOrigin} gives."
        );

    public static LifecycleWorkflowsException StageMissing(IEnumerable<string> stages) =>
        new(
            InvalidRequest,
            "There is no value for -Stage, and the service does not tell at which stage a request waits.",
            $"Give -Stage, or pipe in what ConvertFrom-LwfCallout gives: a callout names its stage, which is one of {string.Join(", ", stages)}."
        );

    public static LifecycleWorkflowsException StateUnknown(string state, IEnumerable<string> states) =>
        new(
            InvalidRequest,
            $"'{state}' is no state that an answer is known to give: those are {string.Join(" and ", states)}.",
            "Give -State one of them, or leave it out to let the request go on. For one that is newer than this module add -AllowUnknownState."
        );

    public static LifecycleWorkflowsException NothingBound(IEnumerable<string> parameters) =>
        new(
            InvalidRequest,
            "The object that was piped in has none of the properties that this cmdlet takes.",
            $"Pipe in objects that have one of these properties: {string.Join(", ", parameters)}."
        );

    public static LifecycleWorkflowsException NoTimelineInput() =>
        new(
            InvalidRequest,
            "What was piped in is no task processing result.",
            "Pipe in what Get-LwfTaskProcessingResult or Get-LwfPendingTask gives; for a run: Get-LwfRun ... | Get-LwfTaskProcessingResult -ExpandProperty subject | Format-LwfTimeline."
        );

    public static LifecycleWorkflowsException VersionUnknown(string version) =>
        new(
            InvalidRequest,
            $"'{version}' is no version of Microsoft Graph that this module speaks.",
            "Give -ApiVersion v1.0 or -ApiVersion beta."
        );

    public static LifecycleWorkflowsException OnlyInBeta(string what) =>
        new(
            NotSupportedByService,
            $"Version v1.0 of Microsoft Graph has no {what}.",
            "Leave out -ApiVersion, or give -ApiVersion beta."
        );

    public static LifecycleWorkflowsException EndpointNotUsable(string parameter, string reason) =>
        new(
            InvalidRequest,
            $"The address in -{parameter} cannot be used: {reason}.",
            $"Give -{parameter} an absolute https address without version, query or user name, such as https://graph.microsoft.com; http is accepted for loopback addresses alone."
        );

    public static LifecycleWorkflowsException ParameterInvalid(string parameter, string reason, string remedy) =>
        new(InvalidRequest, $"The value of -{parameter} cannot be used: {reason}.", remedy);

    public static LifecycleWorkflowsException PropertyInvalid(string property, string reason) =>
        new(
            InvalidRequest,
            $"The {property} of what was piped in cannot be used: {reason}.",
            $"Pipe in objects whose {property} is what -{property} takes, or leave the property out."
        );

    public static LifecycleWorkflowsException NameUnknown(
        string parameter,
        string name,
        string noun,
        IEnumerable<string> nearest
    ) =>
        new(
            NotFound,
            $"There is no {noun} with the name or id '{name}'.{(nearest.Any() ? $" The nearest are {string.Join(", ", nearest.Select(each => $"'{each}'"))}." : "")}",
            $"Give -{parameter} a name or an id that exists; the Tab key offers the names. For a deleted workflow add -Deleted."
        );

    public static LifecycleWorkflowsException NameAmbiguous(
        string parameter,
        string name,
        string noun,
        IEnumerable<string> ids
    ) =>
        new(
            InvalidRequest,
            $"More than one {noun} has the name '{name}': {string.Join(", ", ids)}.",
            $"Give -{parameter} one of these ids."
        );

    public static LifecycleWorkflowsException DueTimesUnknown(LifecycleWorkflowsException cause) =>
        new(
            cause.Condition,
            $"-DueWithin cannot be decided, because it is not known how long tasks wait: {cause.Message}",
            $"{cause.RecommendedAction} Without -DueWithin all tasks that wait come out.",
            cause
        );

    public static LifecycleWorkflowsException CallbackPathUnsafe(string reason) =>
        new(
            UnsafeLink,
            $"The callback path isn't valid: {reason}. No request was sent.",
            "Use the callbackUriPath of the callout unchanged. If it's unchanged, don't trust the source of the callout."
        );

    public static LifecycleWorkflowsException AnsweredElsewhere(string kind) =>
        new(
            InvalidRequest,
            $"The callout, or its callback path, belongs to {kind}.",
            kind.StartsWith("an access", StringComparison.Ordinal)
                ? "Answer it with Resume-LwfAccessPackageAssignmentRequest."
                : "Answer it with Resume-LwfTaskProcessingResult."
        );

    public static LifecycleWorkflowsException CalloutInvalid(string reason) =>
        new(
            InvalidCallout,
            $"The input isn't a valid callout: {reason}.",
            "Specify the callout as Microsoft Entra sent it: the body of the request as a string, an object, or a file, or the WebhookData of the runbook."
        );

    public static LifecycleWorkflowsException CalloutContradicts(string parameter) =>
        new(
            InvalidCallout,
            $"-{parameter} doesn't match -CallbackUriPath.",
            "Use the callout unchanged. If it's unchanged, don't trust its source."
        );

    public static LifecycleWorkflowsException CalloutNotTaken(
        ErrorCondition condition,
        string what,
        int? status = null
    ) =>
        new(
            condition,
            $"The callout was not taken: {what}.",
            condition == ConnectionFailed
                ? "Check the address, and that something listens there."
                : "Look at what the endpoint noted. One that demands a token of Microsoft Entra takes callouts from nowhere else: try another trigger of it."
        )
        {
            StatusCode = status,
        };

    public static LifecycleWorkflowsException SignInFailed(string reason, string remedy) =>
        new(AuthenticationFailed, $"Signing in failed: {reason}.", remedy);

    public static LifecycleWorkflowsException SignInAgain() =>
        SignInFailed("the session has ended, and a person has to sign in", "Run Connect-Lwf again.");

    public static LifecycleWorkflowsException TokenNeedsItself() =>
        SignInFailed(
            "the script block of -AccessTokenProvider uses the connection that it is to give a token for",
            "Let the script block get its token in another way, or with another connection."
        );

    public static LifecycleWorkflowsException CertificateNotValid(string thumbprint, DateTime from, DateTime until) =>
        SignInFailed(
            FormattableString.Invariant(
                $"the certificate {thumbprint} is valid from {from:yyyy-MM-dd HH:mm} to {until:yyyy-MM-dd HH:mm}, and not now"
            ),
            "Use a valid certificate, and upload its public half to the application. If it should be valid, check this machine's clock."
        );

    public static LifecycleWorkflowsException NoProtectedStore() =>
        SignInFailed(
            "this system has no store in which tokens can be kept under the user's protection",
            "Leave out -ContextScope CurrentUser. On Linux it needs libsecret and an unlocked keyring in a desktop session; on macOS an unlocked keychain."
        );

    public static LifecycleWorkflowsException JournalOfAnotherJob(
        string path,
        string what,
        string? theirs,
        string? ours
    ) =>
        new(
            JournalMismatch,
            $"The journal '{path}' belongs to another job: its {what} is {theirs ?? "not known"}, and that of this run is {ours ?? "not known"}.",
            "Give -JournalPath a file of its own for each job, or connect as the job of this journal did."
        );

    public static LifecycleWorkflowsException NoJournal(string path, string reason) =>
        new(
            JournalMismatch,
            $"'{path}' cannot be used as a journal: {reason}. It was left as it is.",
            "Give -JournalPath a file that this module wrote, or one that does not exist yet."
        );

    public static LifecycleWorkflowsException JournaledOtherwise(string item, string theirs, string ours) =>
        new(
            JournalMismatch,
            $"The journal has the {item} as '{theirs}', and this run wants it as '{ours}'. It was not sent.",
            "Answer it as the journal has it, or without this journal."
        );

    public static LifecycleWorkflowsException AnsweredOtherwise(string item, string first, string second) =>
        new(
            InvalidRequest,
            $"The {item} came up before in this run, to be answered as '{first}', and now as '{second}'. This second answer was not sent.",
            "An answer cannot be changed. Pass in each item once."
        );

    public static LifecycleWorkflowsException JournalNotWritten(string item, string reason) =>
        new(
            InvalidRequest,
            $"The {item} was not sent, because the journal could not be written: {reason}",
            "Make room or give access where -JournalPath leads, and run the same again: what is done will be skipped."
        );

    public static LifecycleWorkflowsException LeftInDoubt(string item, DateTimeOffset since, bool isQueued) =>
        new(
            ErrorCondition.Conflict,
            FormattableString.Invariant(
                $"An earlier run ended while the answer to the {item} was on its way at {since:u},"
            ) + " and what became of it cannot be found out.",
            WhenInDoubt(isQueued)
        );

    /// <summary>The failure that an answer ended with when nothing tells whether it arrived.</summary>
    public static LifecycleWorkflowsException AnswerInDoubt(LifecycleWorkflowsException cause, bool isQueued)
    {
        LifecycleWorkflowsException failure = cause.Copy(WhenInDoubt(isQueued));
        failure.Attempts = cause.Attempts;
        return failure;
    }

    private static string WhenInDoubt(bool isQueued) =>
        isQueued
            ? "The answer may have arrived: the service carries answers to requests out some minutes after it took them."
                + " Five minutes after it was sent, run the same again with the same -JournalPath, which looks first and"
                + " sends only if the request still waits; or look yourself with Get-LwfAccessPackageAssignmentRequest"
                + " before you answer again."
            : "The answer may have arrived. Run the same again with the same -JournalPath, which looks first and sends only"
                + " if the task still waits; or look yourself with Get-LwfTaskProcessingResult before you answer again.";

    public static LifecycleWorkflowsException WaitTimedOut(
        string item,
        string? status,
        TimeSpan timeout,
        LifecycleWorkflowsException? lastFailure
    ) =>
        new(
            WaitTimeout,
            FormattableString.Invariant(
                $"After {timeout.TotalSeconds:0} s {item} {(status is null ? "has not been read yet" : $"has the status '{status}'")}.{(lastFailure is null ? "" : $" The last look at it failed: {lastFailure.Message}")}"
            ),
            "Wait again, or longer: -Timeout 0 waits as long as it takes. If the task waits for an answer, give it with Resume-LwfTaskProcessingResult.",
            lastFailure
        );

    public static LifecycleWorkflowsException VariableMissing(string names) =>
        new(
            InvalidRequest,
            $"The environment variable {names} is not set.",
            "Set AZURE_TENANT_ID, AZURE_CLIENT_ID and a credential, or sign in with parameters."
        );

    public static LifecycleWorkflowsException NoFederatedToken(bool isGitHub, bool isAzureDevOps) =>
        SignInFailed(
            "nothing here offers a federated token",
            isGitHub ? "Give the job the permission 'id-token: write'."
                : isAzureDevOps
                    ? "Run in a task with a service connection, and map SYSTEM_ACCESSTOKEN to $(System.AccessToken)."
                : "This works in GitHub Actions, in Azure Pipelines, and where AZURE_FEDERATED_TOKEN_FILE is set. Elsewhere use -FederatedToken or -FederatedTokenFile."
        );

    private static string Parameters(IEnumerable<string> names) => string.Join(", ", names.Select(name => "-" + name));
}
