namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// Answers that were accepted and have had no effect yet. Until then what they answer looks as before, and takes
/// further answers.
/// </summary>
internal sealed class AnswerQueue(Agenda agenda, LiveSettings settings)
{
    /// <summary>Applies the answer to a task when its time has come.</summary>
    public void AddForTask(DateTime now, Action<DateTime> apply) => Add(settings.Current.TaskAnswerDelay, now, apply);

    /// <summary>Applies the answer to an assignment request when its time has come.</summary>
    public void AddForRequest(DateTime now, Action<DateTime> apply) =>
        Add(settings.Current.RequestAnswerDelay, now, apply);

    private void Add(AnswerDelay delay, DateTime now, Action<DateTime> apply)
    {
        TimeSpan time = delay.Next();
        if (time > TimeSpan.Zero)
            agenda.Add(now + time, apply);
        else
            apply(now);
    }
}
