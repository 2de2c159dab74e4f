namespace LifecycleWorkflows.Emulator.State;

/// <summary>Who is in the scope of a workflow by its execution conditions, and when it is their time.</summary>
internal sealed class SubjectScope(Func<IReadOnlyList<User>> users, Func<User, DateTime?>? timeOf)
{
    // Assumption: the service looks back three days for those whose time it has missed.
    private static readonly TimeSpan CatchUp = TimeSpan.FromDays(3);

    private readonly Lazy<IReadOnlyList<User>> _users = new(users);

    public static SubjectScope Nobody { get; } = new(() => [], null);

    /// <summary>Chosen when they are asked for: not every tenant is asked for them.</summary>
    public IReadOnlyList<User> Users => _users.Value;

    /// <summary>Those whose time it is on the day of a schedule, or was shortly before.</summary>
    public IEnumerable<(User User, DateTime Time)> DueAt(DateTime schedule)
    {
        foreach (User user in Users)
        {
            if (timeOf?.Invoke(user) is DateTime time && time.Date <= schedule.Date && time >= schedule.Date - CatchUp)
                yield return (user, time);
        }
    }
}
