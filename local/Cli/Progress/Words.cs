using Local.Runner;

namespace Local.Cli.Progress;

/// <summary>How operations are called.</summary>
internal static class Words
{
    /// <summary>The sign before a resource, as the Pulumi CLI has it.</summary>
    public static string Sign(Operation operation) =>
        operation switch
        {
            Operation.Create => "+",
            Operation.Update => "~",
            Operation.Replace => "+-",
            Operation.Delete => "-",
            Operation.DeleteReplaced => "--",
            Operation.Read or Operation.Refresh => ">",
            _ => " ",
        };

    public static string Doing(Operation operation) =>
        operation switch
        {
            Operation.Create => "creating",
            Operation.Update => "updating",
            Operation.Replace => "replacing",
            Operation.Delete or Operation.DeleteReplaced => "deleting",
            Operation.Read or Operation.Refresh => "reading",
            _ => "checking",
        };

    public static string Done(Operation operation) =>
        operation switch
        {
            Operation.Create => "created",
            Operation.Update => "updated",
            Operation.Replace => "replaced",
            Operation.Delete or Operation.DeleteReplaced => "deleted",
            Operation.Read or Operation.Refresh => "read",
            _ => "unchanged",
        };

    public static string ToDo(Operation operation) =>
        operation switch
        {
            Operation.Create => "to create",
            Operation.Update => "to update",
            Operation.Replace => "to replace",
            Operation.Delete or Operation.DeleteReplaced => "to delete",
            Operation.Read or Operation.Refresh => "to read",
            _ => "unchanged",
        };

    /// <summary>The type without its module: <c>aws:Instance</c> for <c>aws:ec2/instance:Instance</c>.</summary>
    public static string ShortType(string type)
    {
        var parts = type.Split(':');
        return parts.Length == 3 ? $"{parts[0]}:{parts[2]}" : type;
    }

    /// <summary>The resource's own type in a URN, which names those of its parents before it.</summary>
    public static string TypeIn(string urn) => Parts(urn)[2].Split('$')[^1];

    /// <summary>The logical name in a URN.</summary>
    public static string NameIn(string urn) => Parts(urn)[^1];

    /// <summary>A name may contain <c>::</c>; nothing before it can.</summary>
    private static string[] Parts(string urn) => urn.Split("::", 4);
}
