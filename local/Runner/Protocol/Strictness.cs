using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Local.Runner.Protocol;

/// <summary>Refuses what a request holds beyond what this runner knows, by name, so that nothing is ignored in silence.</summary>
internal static class Strictness
{
    /// <exception cref="UnsupportedException">The request has a field that this version of the protocol does not.</exception>
    public static void RefuseUnknownFields(IMessage request)
    {
        // Unknown fields take part in the size, and only in the size: they are walked through when there are any.
        var bytes = request.ToByteArray();
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            var number = WireFormat.GetTagFieldNumber(tag);
            if (request.Descriptor.FindFieldByNumber(number) is null)
            {
                throw new UnsupportedException(
                    $"The program sent the field {number} of {request.Descriptor.Name}, which is newer than the local runner. {UnsupportedException.WhereTo}"
                );
            }

            input.SkipLastField();
        }
    }

    /// <summary>Refuses fields that are set though they mean something that is not known here.</summary>
    /// <param name="request">The request.</param>
    /// <param name="subject">What the request is about, for the message.</param>
    /// <param name="fields">The fields by their names in the protocol.</param>
    public static void RefuseSet(IMessage request, string subject, params string[] fields)
    {
        foreach (var name in fields)
        {
            var field = request.Descriptor.FindFieldByName(name);
            if (IsSet(request, field))
            {
                throw new UnsupportedException($"{subject} uses the option \"{name}\". {UnsupportedException.WhereTo}");
            }
        }
    }

    private static bool IsSet(IMessage request, FieldDescriptor field) =>
        field.Accessor.GetValue(request) switch
        {
            System.Collections.ICollection items => items.Count > 0,
            string text => text.Length > 0,
            bool flag => flag,

            // An SDK may send an empty message for an option that is not used.
            Google.Protobuf.WellKnownTypes.Value => true,
            IMessage message => message.CalculateSize() > 0,
            null => false,
            _ => true,
        };
}
