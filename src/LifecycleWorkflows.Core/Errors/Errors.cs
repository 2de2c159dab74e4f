using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows;

/// <summary>Every error that this module raises by itself, before or without a response of the service.</summary>
internal static class Errors
{
    public static LifecycleWorkflowsException NotConnected() =>
        new(
            ErrorCondition.NotConnected,
            "You aren't connected to Microsoft Graph in this runspace.",
            "Run Connect-Lwf first, or specify a connection with -Connection"
                + " (in ForEach-Object -Parallel: -Connection $using:connection)."
        );

    public static LifecycleWorkflowsException Disconnected() =>
        new(
            ErrorCondition.NotConnected,
            "This connection was disconnected.",
            "Run Connect-Lwf again. A disconnected connection can't be used any more, also in other runspaces."
        );

    public static LifecycleWorkflowsException IdNotUsable(string parameter, string id) =>
        new(
            InvalidRequest,
            id.Length == 0
                ? $"The value of -{parameter} is empty."
                : $"The value '{id}' of -{parameter} isn't a valid ID.",
            $"For -{parameter}, specify the ID of an existing resource, as in the output of the Get-Lwf cmdlets."
        );

    public static LifecycleWorkflowsException IdsConflict(string noun, IReadOnlyList<string> given, string ways) =>
        new(
            InvalidRequest,
            given.Count > 1
                ? $"You can't use {Parameters(given)} together to find {noun}."
                : $"You can't use {Parameters(given)} to find {noun}.",
            ways.Length == 0
                ? $"Remove {Parameters(given)}. This cmdlet returns data for the whole tenant."
                : $"Use one of these combinations: {ways}."
        );

    public static LifecycleWorkflowsException IdsMissing(string noun, IReadOnlyList<string> given, string ways)
    {
        if (ways == "-" + nameof(ResourceKey.WorkflowId))
            return new(
                InvalidRequest,
                $"Specify a workflow to find {noun}.",
                "Use -Workflow or -WorkflowId, or pipe a workflow to this cmdlet."
            );
        string message = given.Count switch
        {
            0 => $"Specify where to find {noun}.",
            1 => $"{Parameters(given)} isn't enough to find {noun}.",
            _ => $"{Parameters(given)} aren't enough to find {noun}.",
        };
        return new(
            InvalidRequest,
            message,
            $"Specify one of these combinations, or pipe an object that has them to this cmdlet: {ways}."
                + " In the Get cmdlets, you can specify a workflow by name with -Workflow."
        );
    }

    public static LifecycleWorkflowsException FromElsewhere(ServiceOrigin theirs, ServiceOrigin ours) =>
        new(
            InvalidRequest,
            $"The object is from {theirs}, but this connection is to {ours}."
                + " The IDs of the object might identify something else there.",
            "With -Connection, specify the connection that the object is from, or get the object again with this one."
        );

    public static LifecycleWorkflowsException IdsApart(string parameter, string id, string other, string otherId) =>
        new(
            NotFound,
            $"The -{other} '{otherId}' doesn't match the resource with the -{parameter} '{id}'.",
            $"Remove -{other}, or specify IDs that belong together."
        );

    public static LifecycleWorkflowsException IdMissing(string parameter, string cmdletOfOrigin) =>
        new(
            InvalidRequest,
            $"-{parameter} isn't specified.",
            $"Specify -{parameter}, or pipe the output of {cmdletOfOrigin} to this cmdlet."
        );

    public static LifecycleWorkflowsException SubjectMissing(string parameter) =>
        new(
            InvalidRequest,
            "The input object is about one user, but it doesn't contain the user's ID.",
            $"Specify -Subject or -{parameter}, or pipe the object that the cmdlet returned to this cmdlet, and not its"
                + " text."
        );

    public static LifecycleWorkflowsException StageMissing(IEnumerable<string> stages) =>
        new(
            InvalidRequest,
            "-Stage isn't specified, and the service doesn't return the stage at which a request waits.",
            "Specify -Stage, or pipe the output of ConvertFrom-LwfCallout, which contains the stage, to this cmdlet."
                + $" Stages: {string.Join(", ", stages)}."
        );

    public static LifecycleWorkflowsException StateUnknown(string state, IEnumerable<string> states) =>
        new(
            InvalidRequest,
            $"'{state}' isn't a known value for -State. Known values: {string.Join(", ", states)}.",
            "Specify one of these values, or omit -State to let the request continue."
                + " To send a value that is newer than this module, add -AllowUnknownState."
        );

    public static LifecycleWorkflowsException StateNotBound(string state) =>
        new(
            InvalidRequest,
            $"The input object has the State '{state}', but -State doesn't accept pipeline input. Without -State, the"
                + " request would continue, so the callback wasn't sent.",
            "Specify -State, for example in ForEach-Object, or remove the property to let the request continue."
        );

    public static LifecycleWorkflowsException NothingBound(IEnumerable<string> parameters) =>
        new(
            InvalidRequest,
            "The input object has no property that binds to this cmdlet.",
            $"Pipe objects that have one of these properties to this cmdlet: {string.Join(", ", parameters)}."
        );

    public static LifecycleWorkflowsException NoTimelineInput() =>
        new(
            InvalidRequest,
            "The input object isn't a task processing result.",
            "Pipe the output of Get-LwfTaskProcessingResult or Get-LwfPendingTask to this cmdlet. For a run, use"
                + " Get-LwfRun ... | Get-LwfTaskProcessingResult -ExpandProperty subject | Format-LwfTimeline."
        );

    public static LifecycleWorkflowsException VersionUnknown(string version) =>
        new(
            InvalidRequest,
            $"API version '{version}' isn't supported.",
            "Specify -ApiVersion v1.0 or -ApiVersion beta."
        );

    public static LifecycleWorkflowsException OnlyInBeta(string what) =>
        new(
            NotSupportedByService,
            $"Microsoft Graph v1.0 doesn't support {what}.",
            "Omit -ApiVersion, or specify -ApiVersion beta."
        );

    public static LifecycleWorkflowsException EndpointNotUsable(string parameter, string reason) =>
        new(
            InvalidRequest,
            $"The address in -{parameter} isn't valid: {reason}.",
            $"For -{parameter}, specify an absolute https address without a version, query, or user name,"
                + " such as https://graph.microsoft.com. You can use http for loopback addresses only."
        );

    public static LifecycleWorkflowsException ParameterInvalid(string parameter, string reason, string remedy) =>
        new(InvalidRequest, $"The value of -{parameter} isn't valid: {Clause(reason)}.", remedy);

    public static LifecycleWorkflowsException PropertyInvalid(string property, string reason) =>
        new(
            InvalidRequest,
            $"The {property} property of the input object isn't valid: {Clause(reason)}.",
            $"Pipe objects whose {property} property is a valid value for -{property}, or remove the property."
        );

    public static LifecycleWorkflowsException NameUnknown(
        string parameter,
        string name,
        string noun,
        IEnumerable<string> nearest
    ) =>
        new(
            NotFound,
            $"No {noun} has the name or ID '{name}'."
                + (nearest.Any() ? $" Similar names: {string.Join(", ", nearest.Select(each => $"'{each}'"))}." : ""),
            $"For -{parameter}, specify an existing name or ID. You can use tab completion."
                + " For a deleted workflow, add -Deleted."
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
            $"For -{parameter}, specify one of these IDs."
        );

    public static LifecycleWorkflowsException WorkflowElsewhere(string workflow, bool isDeleted, string remedy) =>
        new(
            ErrorCondition.Conflict,
            isDeleted ? $"The workflow '{workflow}' is deleted." : $"The workflow '{workflow}' isn't deleted.",
            remedy
        );

    public static LifecycleWorkflowsException WorkflowMissing() =>
        new(
            InvalidRequest,
            "No workflow is specified.",
            "Use -Workflow or -WorkflowId, or pipe workflows to this cmdlet."
        );

    /// <summary>The error of a name that no workflow has, in a cmdlet that's about workflows of one state only.</summary>
    public static LifecycleWorkflowsException WorkflowUnknown(LifecycleWorkflowsException cause, string name) =>
        cause.Copy(
            name.AsSpan().IndexOfAny('*', '?') < 0
                ? "For -Workflow, specify an existing name or ID. You can use tab completion."
                : "Wildcards aren't supported. For several workflows, pipe the output of Get-LwfWorkflow to this cmdlet."
        );

    public static LifecycleWorkflowsException WorkflowDisabled(string workflow) =>
        new(
            ErrorCondition.Conflict,
            $"The workflow '{workflow}' is disabled, so its schedule can't be enabled.",
            "Enable it first with Enable-LwfWorkflow without -Schedule."
        );

    public static LifecycleWorkflowsException NothingToSet(string parameter, string other) =>
        new(InvalidRequest, $"Neither -{parameter} nor -{other} is specified.", "Specify what to change.");

    public static LifecycleWorkflowsException WorkflowNotMeant(string given, string piped) =>
        new(
            InvalidRequest,
            $"The input object is of the workflow '{piped}', but the workflow '{given}' is specified.",
            "Specify a workflow with -Workflow or -WorkflowId, or pipe objects to this cmdlet, but not both."
        );

    /// <summary>The error of a change for which it can't be determined whether it was made.</summary>
    public static LifecycleWorkflowsException ChangeInDoubt(LifecycleWorkflowsException cause)
    {
        LifecycleWorkflowsException failure = cause.Copy(
            "The change might still be made. Check the workflow with Get-LwfWorkflow, or run the command again:"
                + " it reads the workflow first, and does nothing if the change was made."
        );
        failure.Attempts = cause.Attempts;
        return failure;
    }

    /// <summary>The error of a preview for which it can't be determined whether it was started.</summary>
    public static LifecycleWorkflowsException PreviewInDoubt(LifecycleWorkflowsException cause)
    {
        LifecycleWorkflowsException failure = cause.Copy(
            "The preview might still start. Its results are those of Get-LwfUserProcessingResult with IsPreview."
                + " A second preview does no harm: you can also run the command again."
        );
        failure.Attempts = cause.Attempts;
        return failure;
    }

    public static LifecycleWorkflowsException PreviewTimedOut(int left, int users, TimeSpan timeout) =>
        new(
            WaitTimeout,
            FormattableString.Invariant(
                $"The preview isn't finished for {left} of {users} users after {timeout.TotalSeconds:0} seconds."
            ),
            "Specify a longer -Timeout, or get the results later with Get-LwfUserProcessingResult: IsPreview is true."
        );

    public static LifecycleWorkflowsException TooManyUsers(int users, int most) =>
        new(
            InvalidRequest,
            FormattableString.Invariant($"{users} users are specified, but a preview takes at most {most}."),
            "For -Subject, specify fewer users, and run the command for the others separately."
        );

    public static LifecycleWorkflowsException DueTimesUnknown(LifecycleWorkflowsException cause) =>
        new(
            cause.Condition,
            $"-DueWithin can't be applied because the callback timeouts of tasks couldn't be read: {cause.Message}",
            $"{cause.RecommendedAction} Without -DueWithin, this cmdlet returns all pending tasks.",
            cause
        );

    public static LifecycleWorkflowsException CallbackPathUnsafe(string reason) =>
        new(
            UnsafeLink,
            $"The callback path isn't valid: {reason}. No request was sent.",
            "Use the callbackUriPath of the callout unchanged. If you didn't change it, don't trust its sender."
        );

    public static LifecycleWorkflowsException AnsweredElsewhere(string kind) =>
        new(
            InvalidRequest,
            $"The callout or callback path is for {kind}.",
            kind.StartsWith("an access", StringComparison.Ordinal)
                ? "Use Resume-LwfAccessPackageAssignmentRequest."
                : "Use Resume-LwfTaskProcessingResult."
        );

    public static LifecycleWorkflowsException CalloutInvalid(string reason) =>
        CalloutProblem($"The input isn't a valid callout: {reason}.");

    /// <summary>An error about a callout, with the layers that were opened around it.</summary>
    public static LifecycleWorkflowsException CalloutInside(string message, string layers) =>
        CalloutProblem($"{message} It was inside: {layers}.");

    private static LifecycleWorkflowsException CalloutProblem(string message) =>
        new(
            InvalidCallout,
            message,
            "Pass the callout as Microsoft Entra sent it: the body of the request as text, object, or file,"
                + " or the WebhookData of the runbook."
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
            $"The callout wasn't accepted: {what}.",
            condition == ConnectionFailed
                ? "Check the address, and that the endpoint is running."
                : "Check the endpoint's logs. If it requires a Microsoft Entra token, use a test trigger that doesn't."
        )
        {
            StatusCode = status,
        };

    public static LifecycleWorkflowsException SignInFailed(string reason, string remedy) =>
        new(AuthenticationFailed, $"Sign-in failed: {reason}.", remedy);

    public static LifecycleWorkflowsException SignInAgain() =>
        SignInFailed("the session has expired, and a user must sign in again", "Run Connect-Lwf again.");

    public static LifecycleWorkflowsException TokenNeedsItself() =>
        SignInFailed(
            "the script block of -AccessTokenProvider uses the connection that it provides tokens for",
            "In the script block, get the token in another way or with another connection."
        );

    public static LifecycleWorkflowsException CertificateNotValid(string thumbprint, DateTime from, DateTime until) =>
        SignInFailed(
            FormattableString.Invariant(
                $"the certificate {thumbprint} is valid only from {from:yyyy-MM-dd HH:mm} to {until:yyyy-MM-dd HH:mm}"
            ),
            "Use a valid certificate, and upload its public key to the application."
                + " If the certificate should be valid, check the clock of this computer."
        );

    public static LifecycleWorkflowsException NoProtectedStore() =>
        SignInFailed(
            "this system has no protected store for the user's tokens",
            "Omit -ContextScope CurrentUser. On Windows, it requires the loaded profile of the user, which a service or a"
                + " scheduled task might not have; on macOS, it requires an unlocked keychain; on Linux, it requires"
                + " libsecret and an unlocked keyring in a desktop session."
        );

    public static LifecycleWorkflowsException JournalOfAnotherJob(
        string path,
        string what,
        string? theirs,
        string? ours
    ) =>
        new(
            JournalMismatch,
            $"The journal '{path}' was created for {what} {theirs ?? "(unknown)"},"
                + $" but this command uses {ours ?? "(unknown)"}.",
            "For -JournalPath, specify a different file for each job, or connect as you did for this journal."
        );

    public static LifecycleWorkflowsException NoJournal(string path, string reason) =>
        new(
            JournalMismatch,
            $"'{path}' isn't a valid journal: {Clause(reason)}. The file wasn't changed.",
            "For -JournalPath, specify a file that this module created, or a file that doesn't exist yet."
        );

    public static LifecycleWorkflowsException JournaledOtherwise(string item, string theirs, string ours) =>
        new(
            JournalMismatch,
            $"The journal already contains '{theirs}' for the {item}; '{ours}' wasn't sent.",
            "Resume it as in the journal, or without this journal."
        );

    public static LifecycleWorkflowsException AnsweredOtherwise(string item, string first, string second) =>
        new(
            InvalidRequest,
            $"The {item} is in the input more than once, first as '{first}' and now as '{second}'."
                + " The second callback wasn't sent.",
            "You can't change a callback. Specify each item only once."
        );

    public static LifecycleWorkflowsException CalloutAmbiguous(string item) =>
        new(
            InvalidRequest,
            $"The {item} is in the input or the journal with a callout and without one, which might be the same callout."
                + " The callback wasn't sent.",
            "Specify -CustomExtensionStageInstanceId for each callback, or pipe the output of ConvertFrom-LwfCallout to this"
                + " cmdlet."
        );

    public static LifecycleWorkflowsException JournalNotWritten(string item, string reason) =>
        new(
            InvalidRequest,
            $"The callback for the {item} wasn't sent because the journal couldn't be written: {Clause(reason)}.",
            "Free up disk space, or grant write access to the file in -JournalPath. Then run the command again:"
                + " it skips what is already done."
        );

    public static LifecycleWorkflowsException LeftInDoubt(string item, DateTimeOffset since, bool isQueued) =>
        new(
            ErrorCondition.Conflict,
            $"An earlier command might have sent the callback for the {item}"
                + FormattableString.Invariant($" at {since:u}, and its result couldn't be determined."),
            WhenInDoubt(isQueued)
        );

    /// <summary>The error of a callback for which it can't be determined whether it was accepted.</summary>
    public static LifecycleWorkflowsException AnswerInDoubt(LifecycleWorkflowsException cause, bool isQueued)
    {
        LifecycleWorkflowsException failure = cause.Copy(WhenInDoubt(isQueued));
        failure.Attempts = cause.Attempts;
        return failure;
    }

    /// <summary>A reason in the middle of a sentence: the messages of the framework end with a period.</summary>
    private static string Clause(string reason) => reason.TrimEnd('.', ' ');

    private static string WhenInDoubt(bool isQueued) =>
        isQueued
            ? "The callback might have been accepted: the service processes callbacks to requests some minutes after it"
                + " accepts them. Five minutes after the callback was sent, run the command again with the same"
                + " -JournalPath: it checks the request first, and sends the callback only if the request still waits."
                + " Or check the request with Get-LwfAccessPackageAssignmentRequest before you send another callback."
            : "The callback might have been accepted. Run the command again with the same -JournalPath: it checks the"
                + " task first, and sends the callback only if the task still waits. Or check the task with"
                + " Get-LwfTaskProcessingResult before you send another callback.";

    public static LifecycleWorkflowsException WaitTimedOut(
        string item,
        string? status,
        TimeSpan timeout,
        LifecycleWorkflowsException? lastFailure
    ) =>
        new(
            WaitTimeout,
            FormattableString.Invariant($"{item} wasn't finished within {timeout.TotalSeconds:0} seconds. ")
                + (status is null ? "Its status couldn't be read." : $"Its status is '{status}'.")
                + (lastFailure is null ? "" : $" The last check failed: {lastFailure.Message}"),
            "Wait again, or longer: with -Timeout 0, the cmdlet waits without a limit."
                + " If the task waits for a callback, send it with Resume-LwfTaskProcessingResult.",
            lastFailure
        );

    public static LifecycleWorkflowsException WorkflowNotStartable(string name, string reason, string remedy) =>
        new(Conflict, $"The workflow '{name}' {reason}. Nothing was started.", remedy);

    public static LifecycleWorkflowsException WorkflowDeleted(string name) =>
        WorkflowNotStartable(
            name,
            "is deleted",
            "Restore it with Restore-LwfWorkflow, or specify another workflow with -Workflow."
        );

    public static LifecycleWorkflowsException NothingToStart(string reason, string remedy) =>
        new(InvalidRequest, $"There's nothing to start: {reason}.", remedy);

    public static LifecycleWorkflowsException NothingFailed(string item) =>
        new(
            Conflict,
            $"There's nothing to restart: nothing failed in the {item}.",
            "Pipe only runs and results with failures, as in Where-Object FailedUsersCount, or add -AllTasks or -AllUsers"
                + " to restart what didn't fail."
        );

    public static LifecycleWorkflowsException NarrowerInput(string parameter, string wide, string remedy) =>
        new(InvalidRequest, $"The input object is narrower than a {wide}: it has the property {parameter}.", remedy);

    public static LifecycleWorkflowsException MixedRestart() =>
        new(
            InvalidRequest,
            "Runs and user processing results of the same workflow can't be restarted by one command, because users could"
                + " be processed twice. Nothing was started.",
            "Pipe either the runs or the user processing results to Restart-LwfRun."
        );

    public static LifecycleWorkflowsException UserRestartedTwice(string item, string user, string later) =>
        new(
            Conflict,
            $"The {item} wasn't restarted: its user {user} is also in the {later} of this command, and would be processed"
                + " twice.",
            "When the later one is finished, restart only what is still needed: pipe user processing results"
                + " (Get-LwfUserProcessingResult) of single users to Restart-LwfRun."
        );

    public static LifecycleWorkflowsException UserUnknown(string user) =>
        new(
            NotFound,
            $"No user has the user principal name '{user}'. Nothing was started.",
            "Correct the name, specify the ID of the user, or remove the user from the input and from -Subject."
        );

    public static LifecycleWorkflowsException UserNotUsable(string reason) =>
        new(
            InvalidRequest,
            $"The input isn't a user: {reason}. Nothing was started.",
            "Pipe user principal names, IDs of users, or objects with a SubjectId, UserPrincipalName, or Id property to"
                + " this cmdlet, or specify them with -Subject."
        );

    public static LifecycleWorkflowsException NotInCloud(string cloud, string what) =>
        new(
            NotSupportedByService,
            $"The cloud {cloud} can't {what}. No request was sent.",
            "Only the Global cloud can. With -Connection, specify a connection to it."
        );

    /// <summary>The error of a start for which it can't be determined whether it was accepted.</summary>
    public static LifecycleWorkflowsException StartInDoubt(LifecycleWorkflowsException cause, bool isUnread)
    {
        LifecycleWorkflowsException failure = cause.Copy(
            (
                isUnread
                    ? "The run might have started, and the runs couldn't be read."
                    : "The run might have started, although no such run is listed yet."
            )
                + " It isn't started again. Check with Get-LwfRun -Since 1h, and start it again only if there's no such run."
        );
        failure.Attempts = cause.Attempts;
        return failure;
    }

    /// <summary>The error of a stop for which it can't be determined whether it was accepted.</summary>
    public static LifecycleWorkflowsException StopInDoubt(LifecycleWorkflowsException cause)
    {
        LifecycleWorkflowsException failure = cause.Copy(
            "The run might be stopping. Check it with Get-LwfRun, and run Stop-LwfRun again if it's still in progress."
        );
        failure.Attempts = cause.Attempts;
        return failure;
    }

    public static LifecycleWorkflowsException RunNotFinished(
        string run,
        string status,
        TimeSpan timeout,
        LifecycleWorkflowsException? lastFailure
    ) =>
        new(
            WaitTimeout,
            FormattableString.Invariant($"The run {run} wasn't finished within {timeout.TotalSeconds:0} seconds.")
                + $" Its status is '{status}'."
                + (lastFailure is null ? "" : $" The last check failed: {lastFailure.Message}"),
            "The run continues. Check it with Get-LwfRun, or wait longer with -Timeout: 0 waits without a limit.",
            lastFailure
        );

    public static LifecycleWorkflowsException RunNotListed(string workflow) =>
        new(
            WaitTimeout,
            $"The service accepted the request to start the workflow '{workflow}', but its run isn't listed yet.",
            "Don't start it again. To see the run, use Get-LwfRun -Since 1h. To check longer, use -SettleTimeout of"
                + " Connect-Lwf."
        );

    public static LifecycleWorkflowsException VariableMissing(string names) =>
        new(
            InvalidRequest,
            $"The environment variable {names} isn't set.",
            "Set AZURE_TENANT_ID, AZURE_CLIENT_ID, and a credential, or sign in with parameters."
        );

    public static LifecycleWorkflowsException NoFederatedToken(bool isGitHub, bool isAzureDevOps) =>
        SignInFailed(
            "no federated token is available",
            isGitHub ? "Grant the job the permission 'id-token: write'."
                : isAzureDevOps
                    ? "Run in a task with a service connection, and map SYSTEM_ACCESSTOKEN to $(System.AccessToken)."
                : "-WorkloadIdentity works in GitHub Actions, in Azure Pipelines, and where the variable"
                    + " AZURE_FEDERATED_TOKEN_FILE is set. Elsewhere, use -FederatedToken or -FederatedTokenFile."
        );

    private static string Parameters(IReadOnlyList<string> names) =>
        names.Count switch
        {
            0 => "",
            1 => $"-{names[0]}",
            2 => $"-{names[0]} and -{names[1]}",
            _ => $"{string.Join(", ", names.SkipLast(1).Select(name => "-" + name))}, and -{names[^1]}",
        };
}
