using Infra.Settings;
using YamlDotNet.RepresentationModel;

namespace Tests.Infra.Settings;

public sealed class PulumiYamlTests
{
    private static readonly YamlMappingNode _root = Load();

    [Fact]
    public void Every_default_in_Pulumi_yaml_is_the_one_in_the_code()
    {
        var declared = ((YamlMappingNode)_root["config"]).Children.ToDictionary(
            entry => entry.Key.ToString(),
            entry =>
                entry.Value["default"] is YamlSequenceNode list
                    ? string.Join(',', list.Children.Select(item => item.ToString()))
                    : entry.Value["default"].ToString()
        );

        Assert.Equal(Defaults.All.OrderBy(entry => entry.Key), declared.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void Every_setting_is_explained_in_Pulumi_yaml()
    {
        var text = File.ReadAllText(Path.Combine(SwarmProgram.Project, "Pulumi.yaml"));

        Assert.All(SettingsLoader.Names, name => Assert.Matches($@"(?m)^(  {name}:|#   {name} )", text));
    }

    [Fact]
    public void Pulumi_finds_the_program_and_its_plugins() =>
        Assert.Equal(("infra", "dotnet"), (_root["main"].ToString(), _root["runtime"].ToString()));

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(Path.Combine(SwarmProgram.Project, "Pulumi.yaml"))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }
}
