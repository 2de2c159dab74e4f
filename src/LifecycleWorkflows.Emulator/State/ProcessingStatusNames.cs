using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

internal static class ProcessingStatusNames
{
    public static IReadOnlyList<string> All { get; } =
    [.. Enum.GetNames<ProcessingStatus>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    extension(ProcessingStatus status)
    {
        public string WireName => All[(int)status];

        public bool IsFailure => status is ProcessingStatus.Failed or ProcessingStatus.CompletedWithErrors;

        public bool IsFinal =>
            status is not (ProcessingStatus.Queued or ProcessingStatus.InProgress or ProcessingStatus.Canceling);
    }

    public static ProcessingStatus? Parse(string? name)
    {
        for (int i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
                return (ProcessingStatus)i;
        }
        return null;
    }
}
