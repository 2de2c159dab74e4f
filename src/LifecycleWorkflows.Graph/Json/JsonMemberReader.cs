using System.Reflection;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>Reads the value of one member into a resource.</summary>
internal delegate void JsonMemberReader<in T>(T record, ref ResourceJsonReader json);

/// <summary>Makes the reader of a member from the property that takes its value.</summary>
internal static class JsonMemberReader
{
    private delegate TValue ValueReader<out TValue>(ref ResourceJsonReader json);

    /// <exception cref="NotSupportedException">No member is read as the property's type.</exception>
    public static JsonMemberReader<T> Of<T>(PropertyInfo property)
    {
        Type type = property.PropertyType;
        if (property.Name == nameof(Resource.Id))
            return Set<T, string>(property, (ref json) => json.String() ?? "");
        if (property.Name == nameof(Run.ProcessingStatus))
            return Set<T, string>(property, (ref json) => json.Status());
        if (type == typeof(string))
            return Set<T, string?>(property, (ref json) => json.String());
        if (type == typeof(DateTimeOffset?))
            return Set<T, DateTimeOffset?>(property, (ref json) => json.Time());
        if (type == typeof(int?))
            return Set<T, int?>(property, (ref json) => json.Int());
        if (type == typeof(bool?))
            return Set<T, bool?>(property, (ref json) => json.Bool());
        if (type == typeof(Subject))
            return Set<T, Subject?>(property, (ref json) => JsonMaps.Subject.ReadOptional(ref json));
        if (type == typeof(WorkflowTask))
            return Set<T, WorkflowTask?>(property, (ref json) => json.Shared(JsonMaps.Task));
        if (type == typeof(TaskDefinition))
            return Set<T, TaskDefinition?>(property, (ref json) => JsonMaps.TaskDefinition.ReadOptional(ref json));
        if (type == typeof(IReadOnlyDictionary<string, string?>))
            return Set<T, IReadOnlyDictionary<string, string?>?>(property, (ref json) => json.NamesAndValues());
        if (type == typeof(IReadOnlyDictionary<string, object?>))
            return Set<T, IReadOnlyDictionary<string, object?>?>(property, (ref json) => json.Members());
        if (type == typeof(IReadOnlyList<IReadOnlyDictionary<string, object?>>))
            return Set<T, IReadOnlyList<IReadOnlyDictionary<string, object?>>?>(
                property,
                (ref json) => json.ListOfMembers()
            );
        throw new NotSupportedException($"{property.DeclaringType}.{property.Name} cannot be read.");
    }

    private static JsonMemberReader<T> Set<T, TValue>(PropertyInfo property, ValueReader<TValue> read)
    {
        Action<T, TValue> set = property.SetMethod!.CreateDelegate<Action<T, TValue>>();
        return (record, ref json) => set(record, read(ref json));
    }
}
