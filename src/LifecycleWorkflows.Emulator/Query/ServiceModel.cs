using System.Xml;
using System.Xml.Linq;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;

namespace LifecycleWorkflows.Emulator.Query;

/// <summary>Microsoft's description of the service, as the OData library reads it, and what it leaves out.</summary>
internal static class ServiceModel
{
    private static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";
    private static readonly Lazy<IEdmModel> BetaModel = new(() =>
        Read("types-v1.0.csdl.xml", "additions-v1.0.csdl.xml", "additions-beta.csdl.xml")
    );

    public static IEdmModel V1 { get; } = Read("types-v1.0.csdl.xml", "additions-v1.0.csdl.xml");

    public static IEdmModel Beta => BetaModel.Value;

    /// <summary>Later files replace what earlier ones have under the same name.</summary>
    private static IEdmModel Read(params IEnumerable<string> files)
    {
        Dictionary<string, XElement> schemas = new(StringComparer.Ordinal);
        foreach (XElement schema in files.SelectMany(file => Load(file).Elements(Edm + "Schema")))
        {
            if (schemas.TryAdd(schema.Attribute("Namespace")!.Value, schema))
                continue;
            XElement known = schemas[schema.Attribute("Namespace")!.Value];
            foreach (XElement type in schema.Elements())
            {
                known.Elements(type.Name).FirstOrDefault(each => Name(each) == Name(type))?.Remove();
                known.Add(type);
            }
        }
        foreach (XElement schema in schemas.Values)
            Adapt(schema);
        IEnumerable<XmlReader> readers = schemas.Values.Select(schema => schema.CreateReader());
        if (!SchemaReader.TryParse(readers, out IEdmModel model, out IEnumerable<EdmError> errors))
            throw new InvalidDataException(string.Join(Environment.NewLine, errors));
        return model;
    }

    private static XElement Load(string file)
    {
        using Stream stream = typeof(ServiceModel).Assembly.GetManifestResourceStream(file)!;
        return XElement.Load(stream);
    }

    private static void Adapt(XElement schema)
    {
        if (schema.Attribute("Alias") is { Value: "" } alias)
            alias.Remove();
        string[] flags =
        [
            .. schema.Elements(Edm + "EnumType").Where(type => type.Attribute("IsFlags") is not null).Select(Name),
        ];
        foreach (XElement property in schema.Descendants(Edm + "Property"))
        {
            // Assumption: flags such as "joiner,leaver" compare as the text that the wire shows.
            if (flags.Contains(property.Attribute("Type")!.Value.Split('.')[^1]))
                property.SetAttributeValue("Type", "Edm.String");
            // Assumption: null can be compared with anything; the library takes it among values only where it can be.
            property.SetAttributeValue("Nullable", null);
        }
    }

    private static string Name(XElement type) => type.Attribute("Name")!.Value;
}
