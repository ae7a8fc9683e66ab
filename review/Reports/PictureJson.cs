using System.Text.Json;
using Review.Pictures;

namespace Review.Reports;

/// <summary>The swarm before and after, for another program.</summary>
internal static class PictureJson
{
    public static void Write(Utf8JsonWriter json, SwarmPicture picture)
    {
        json.WriteStartObject("swarm");
        List(json, "nodes", picture.Nodes, node =>
        {
            json.WriteString("name", node.Name);
            json.WriteString("roleBefore", node.State.RoleBefore);
            json.WriteString("roleAfter", node.State.RoleAfter);
            json.WriteString("zone", node.Zone);
            json.WriteString("pool", node.Pool);
            Presence(json, node.Presence, node.Word);
        });
        List(json, "workloads", picture.Workloads, workload =>
        {
            json.WriteString("name", workload.Name);
            json.WriteString("size", workload.Size);
            Names(json, "networksBefore", workload.Before);
            Names(json, "networksAfter", workload.After);
            Presence(json, workload.Presence, workload.Word);
        });
        List(json, "networks", picture.Overlays, overlay =>
        {
            json.WriteString("name", overlay.Name);
            Presence(json, overlay.Presence, overlay.Word);
        });
        json.WriteEndObject();
        var matrix = ReachMatrix.Of(picture);
        json.WriteStartObject("reach");
        json.WriteStartArray("columns");
        foreach (var column in matrix.Columns)
        {
            json.WriteStartArray();
            foreach (var node in column)
            {
                json.WriteStringValue(node);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        List(json, "rows", matrix.Rows, row =>
        {
            Names(json, "sources", row.Sources);
            Names(json, "ports", row.Ports);
            Names(json, "cells", row.Cells.Select(cell => cell is { } presence ? Word(presence) : "closed"));
        });
        json.WriteEndObject();
    }

    private static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> all, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Names(Utf8JsonWriter json, string name, IEnumerable<string> names)
    {
        json.WriteStartArray(name);
        foreach (var one in names)
        {
            json.WriteStringValue(one);
        }

        json.WriteEndArray();
    }

    private static void Presence(Utf8JsonWriter json, Presence presence, string word)
    {
        json.WriteString("presence", Word(presence));
        json.WriteString("what", word);
    }

    private static string Word(Presence presence) => JsonNamingPolicy.CamelCase.ConvertName(presence.ToString());
}
