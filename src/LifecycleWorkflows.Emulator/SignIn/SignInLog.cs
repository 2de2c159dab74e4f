using LifecycleWorkflows.Emulator.Control;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>The requests for tokens so far, without a secret of any of them.</summary>
internal sealed class SignInLog() : BoundedLog<RecordedSignIn>(capacity: 10_000);

/// <summary>A request for a token as the log shows it.</summary>
/// <param name="Path">Below the tenant, or the path of a managed identity.</param>
/// <param name="TenantId">The tenant; null for a managed identity.</param>
/// <param name="GrantType">What was exchanged; null for what is no exchange.</param>
/// <param name="ClientId">The app that asked.</param>
/// <param name="Error">The error; null if there was none.</param>
internal sealed record RecordedSignIn(
    string Path,
    string? TenantId,
    string? GrantType,
    string? ClientId,
    string? Error
);
