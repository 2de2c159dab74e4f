namespace LifecycleWorkflows.Graph.Http;

/// <summary>A message handler that somebody else made.</summary>
internal static class ForeignHandler
{
    /// <summary>One that follows redirects by itself would carry requests to wherever an answer says, unseen.</summary>
    /// <exception cref="LifecycleWorkflowsException">It follows redirects.</exception>
    public static void MustNotRedirect(HttpMessageHandler handler, string parameter)
    {
        HttpMessageHandler? last = handler;
        while (last is DelegatingHandler outer)
            last = outer.InnerHandler;
        if (last is HttpClientHandler { AllowAutoRedirect: true } or SocketsHttpHandler { AllowAutoRedirect: true })
            throw Errors.ParameterInvalid(
                parameter,
                "it follows redirects by itself",
                "Set its AllowAutoRedirect to false. The module follows redirects within the connection's endpoint."
            );
    }
}
