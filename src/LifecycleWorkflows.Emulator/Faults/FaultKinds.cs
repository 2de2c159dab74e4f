using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Faults;

internal static class FaultKinds
{
    extension(FaultKind kind)
    {
        public string WireName => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

        /// <summary>Whether it spoils the real answer, so that the request is always carried out.</summary>
        public bool NeedsRealAnswer =>
            kind
                is FaultKind.Truncate
                    or FaultKind.TruncateChunked
                    or FaultKind.TruncateJson
                    or FaultKind.Slow
                    or FaultKind.ContentType
                    or FaultKind.Link
                    or FaultKind.Loop;

        /// <summary>Whether a part of a batch can have it.</summary>
        public bool FitsPart => kind is FaultKind.Status or FaultKind.Omit;

        public int DefaultStatus =>
            kind switch
            {
                FaultKind.Html => StatusCodes.Status502BadGateway,
                FaultKind.Empty => StatusCodes.Status200OK,
                FaultKind.Redirect => StatusCodes.Status302Found,
                _ => StatusCodes.Status503ServiceUnavailable,
            };
    }
}
