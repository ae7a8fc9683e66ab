using System.Text;
using Infra.Compose.Reading;

namespace Tests.Infra.Compose.Reading;

/// <summary>Writes docs/compose.md: what becomes of every key of the Compose format.</summary>
internal static class Conformance
{
    /// <summary>The whole document, in Markdown.</summary>
    public static string Document()
    {
        var text = new StringBuilder(
            """
            # Compose keys

            Written from the program's own list of keys; a test keeps it up to date. A stack file is whatever `docker stack deploy` reads.

            - **supported**: does what Compose says.
            - **warned**: has no effect, and a warning with file, line and column says so.
            - **refused**: is an error with file, line and column, and so is every key that is not in this list.

            Extension fields (`x-…`), anchors, merge keys (`<<`) and variables (`${NAME:-default}` and the rest of Compose's interpolation) may be used everywhere.
            Several files (`swarm:stackFiles`) merge as `docker stack deploy -c a.yaml -c b.yaml` merges them; paths are relative to the first one.
            Variables come from `swarm:variables`, as secrets from `swarm:secretVariables`, and else from the environment.

            On the swarm everything is called as docker calls it: the stack's name, an underscore, its own (`dev_web`). Configurations and secrets have a hash of their content
            at the end besides, since a swarm changes neither: another content is another object, services are updated to it, and then the old one goes. A volume is made on
            every node, since a task may run on any, or on the nodes that `x-nodes` names. Standalone containers keep their own name. The options of a network (`driver_opts`, encryption among them) are fixed when
            it is made, as with docker: to change them, give it another name. What Pulumi's Docker provider does in its own way, and what to do about it, is in
            [docker-provider.md](docker-provider.md).

            | Key | | |
            |---|---|---|

            """
        );
        foreach (var keys in ComposeKeys.All)
        {
            foreach (var key in keys.Keys)
            {
                var path =
                    keys.Path == "file" ? $"`{key.Name}`" : string.Join(", ", keys.Path.Split(", ").Select(path => $"`{path}.{key.Name}`"));
                text.Append("| ").Append(path).Append(" | ").Append(Word(key.Support)).Append(" | ").Append(key.Note).Append(" |\n");
            }
        }

        text.Append(
            """

            ## Where docker and this program differ

            A test asks `docker stack deploy` itself (client 28.2): a stand-in of the engine records what it is told to create, and refuses what an engine refuses. Of 601 small cases
            that go through docker's own tables (loader, merge, interpolation, files of variables, schema, conversion), 485 agree: both create the same, or both refuse. The others
            differ in what follows, each for its reason. The stack files of this repository and 300 generated ones, of every key that docker knows, differ in nothing else.


            """
        );
        foreach (var (_, difference) in DockerDifferences.All)
        {
            text.Append("- ").Append(difference).Append('\n');
        }

        return text.ToString();
    }

    private static string Word(Support support) =>
        support switch
        {
            Support.Supported => "supported",
            Support.Ignored => "warned",
            _ => "refused",
        };
}
