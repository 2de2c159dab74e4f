using System.Text;

namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>Tells what's wrong with the name of a file, before anything is done for its content.</summary>
internal static class FileNames
{
    private const int MaxLength = 255;
    private const string InvalidOnWindows = "<>:\"|?*";

    private static readonly string[] Devices =
    [
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "CONIN$",
        "CONOUT$",
        .. from port in new[] { "COM", "LPT" } from number in "0123456789¹²³" select port + number,
    ];

    /// <summary>Why a path can't be that of a file on this system; null if it can.</summary>
    public static string? FindProblem(string path) => FindProblem(path, OperatingSystem.IsWindows());

    internal static string? FindProblem(string path, bool isWindows)
    {
        string name = path[(path.LastIndexOfAny(isWindows ? ['/', '\\'] : ['/']) + 1)..];
        if (name.Length == 0)
            return "it has no file name";
        if (name.Contains('\0', StringComparison.Ordinal))
            return "the file name contains a null character";
        if ((isWindows ? name.Length : Encoding.UTF8.GetByteCount(name)) > MaxLength)
            return $"the file name is longer than {MaxLength} {(isWindows ? "characters" : "bytes")}";
        return isWindows ? FindProblemOnWindows(name) : null;
    }

    private static string? FindProblemOnWindows(string name)
    {
        foreach (char each in name)
        {
            if (char.IsControl(each))
                return "the file name contains a control character";
            if (InvalidOnWindows.Contains(each, StringComparison.Ordinal))
                return $"the file name contains '{each}', which Windows doesn't allow";
        }
        if (name[^1] is '.' or ' ')
            return "the file name ends with a period or a space, which Windows doesn't allow";
        string device = name.Split('.')[0].TrimEnd();
        return Devices.Contains(device, StringComparer.OrdinalIgnoreCase)
            ? $"'{device}' is the name of a device on Windows"
            : null;
    }
}
