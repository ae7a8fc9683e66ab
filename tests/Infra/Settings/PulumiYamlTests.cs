using Infra.Settings;
using YamlDotNet.RepresentationModel;

namespace Tests.Infra.Settings;

public sealed class PulumiYamlTests
{
    private static readonly YamlMappingNode _root = Load();

    [Fact]
    public void Every_setting_with_a_default_is_declared_with_its_type_default_and_description()
    {
        var declared = ((YamlMappingNode)_root["config"]).Children.Select(entry =>
            $"{entry.Key}: {entry.Value["type"]}, {Default(entry.Value)}, {entry.Value["description"]}"
        );

        // A setting that is declared without a default would be required.
        var expected = SettingsTable
            .All.Where(setting => setting.Default is not null)
            .Select(setting => $"{setting.Name}: {setting.Type}, {setting.Default}, {Description(setting)}");
        Assert.Equal(expected, declared);
    }

    [Fact]
    public void What_a_new_project_is_asked_for_is_described_as_in_the_table()
    {
        var asked = ((YamlMappingNode)_root["template"]["config"])
            .Children.Select(entry => (Key: entry.Key.ToString(), entry.Value))
            .Where(entry => entry.Key.StartsWith("swarm:", StringComparison.Ordinal));

        Assert.All(asked, entry =>
        {
            var setting = SettingsTable.All.Single(setting => setting.Key == entry.Key);
            Assert.Equal($"{setting.Description}, such as {setting.Example}", entry.Value["description"].ToString(), ignoreCase: true);
        });
    }

    [Fact]
    public void Pulumi_finds_the_program_and_its_plugins() =>
        Assert.Equal(("infra", "dotnet"), (_root["main"].ToString(), _root["runtime"].ToString()));

    private static string Default(YamlNode setting) =>
        setting["default"] is YamlSequenceNode list
            ? string.Join(',', list.Children.Select(item => item.ToString()))
            : setting["default"].ToString();

    private static string Description(Setting setting) =>
        setting.Provider is { } provider ? $"{SettingsTable.Provider.WordFor(provider)}: {setting.Description}" : setting.Description;

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(SwarmProgram.Project, "Pulumi.yaml"))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
