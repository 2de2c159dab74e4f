namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>What the person does who is asked to sign in.</summary>
internal enum SignInOutcome
{
    Granted,
    Declined,

    /// <summary>Nothing, until it is too late.</summary>
    Expired,
}
