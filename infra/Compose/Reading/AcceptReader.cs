using Infra.Settings;

namespace Infra.Compose.Reading;

/// <summary>Checks <c>x-accept</c>, with which a finding of <c>./swarm review</c> is accepted beside what it is about. The program itself needs nothing of it.</summary>
internal static class AcceptReader
{
    public static void Check(ElementReader reader, YamlElement? node)
    {
        foreach (var item in reader.Items(node))
        {
            var map = reader.Fields(item, ComposeKeys.Accept);
            if (item is YamlMapping)
            {
                Check(reader, item, map, SettingsTable.Acceptance.Rule, isRequired: true);
                Check(reader, item, map, SettingsTable.Acceptance.Reason, isRequired: true);
                Check(reader, item, map, SettingsTable.Acceptance.Until, isRequired: true);
                Check(reader, item, map, SettingsTable.Acceptance.By, isRequired: false);
            }
        }
    }

    private static void Check(ElementReader reader, YamlElement item, YamlMapping map, TextSetting key, bool isRequired)
    {
        var found = map[key.Name];
        // A date without quotes has become a time.
        var text = (found as YamlScalar)?.Written ?? (found as YamlScalar)?.Text;
        if (found is null ? isRequired : found is not YamlScalar { IsNull: false, IsSecret: false } || !key.Allows(text!))
        {
            reader.Report(
                found ?? item,
                $"{item.Path}.{key.Name}",
                found is null ? "nothing" : ElementReader.Shown(found),
                key.Allowed,
                $"For example {key.Name}: {key.Example}."
            );
        }
    }
}
