using System.Text;

namespace Infra.Workloads.Reading;

/// <summary>Writes docs/compose.md: what becomes of every key of the Compose format.</summary>
public static class Conformance
{
    /// <summary>The whole document, in Markdown.</summary>
    public static string Document()
    {
        var text = new StringBuilder(
            """
            # Compose keys

            Written from the program's own list of keys; a test holds it up to date. A stack file is whatever `docker stack deploy` reads.

            - **supported**: does what Compose says.
            - **warned**: has no effect, and a warning with file, line and column says so.
            - **refused**: is an error with file, line and column, and so is every key that is not in this list.

            Extension fields (`x-…`), anchors, merge keys (`<<`) and variables (`${NAME:-default}` and the rest of Compose's interpolation) may be used everywhere.
            Variables come from `swarm:variables`, as secrets from `swarm:secretVariables`, and else from the environment.

            | Key | | |
            |---|---|---|

            """);
        foreach (var keys in ComposeKeys.All)
        {
            foreach (var key in keys.Keys)
            {
                var path = keys.Path == "file" ? $"`{key.Name}`" : string.Join(", ", keys.Path.Split(", ").Select(path => $"`{path}.{key.Name}`"));
                text.Append("| ").Append(path).Append(" | ").Append(Word(key.Support)).Append(" | ").Append(key.Note).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Word(Support support) => support switch
    {
        Support.Supported => "supported",
        Support.Ignored => "warned",
        _ => "refused",
    };
}
