using System.Reflection;
using Infra.Settings;

namespace Tests.Infra.Settings;

public sealed class SettingsTableTests
{
    private static readonly Setting[] _rows =
    [
        .. SettingsTable.All,
        .. SettingsTable.All.SelectMany(setting => setting.Entries).Distinct(),
    ];

    [Fact]
    public void The_documentation_is_what_the_code_says()
    {
        var path = Path.Combine(SwarmProgram.Project, "docs", "settings.md");
        var written = File.Exists(path) ? File.ReadAllText(path) : "";
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, SettingsDocument.Text());
        }

        // To write it anew: WRITE_DOCS=1 dotnet test --filter SettingsTableTests
        Assert.Equal(SettingsDocument.Text(), written);
    }

    [Fact]
    public void Every_row_is_in_the_list_of_all() =>
        Assert.Equal(
            Declared(typeof(SettingsTable))
                .Concat(Declared(typeof(SettingsTable.Pool)))
                .Concat(Declared(typeof(SettingsTable.LoadBalancerOf)))
                .Concat(Declared(typeof(SettingsTable.Host)))
                .Concat(Declared(typeof(SettingsTable.Registry)))
                .Concat(Declared(typeof(SettingsTable.ReviewOf)))
                .Order(),
            _rows.Select(setting => setting.Name).Order()
        );

    [Fact]
    public void Every_default_and_every_example_is_allowed()
    {
        foreach (var setting in _rows)
        {
            var shown = new[] { setting.Default, setting.Example?.Replace("\"ssh-ed25519 AAAA…\"", OpenSshKey.PublicLine) };
            var items = shown.OfType<string>().SelectMany(text => setting.Type == "array" ? text.Split(',') : [text]);
            Assert.All(items, item => Assert.True(setting.Allows(item), $"{setting.Name}: {item}"));
        }
    }

    [Fact]
    public void No_default_is_also_said_to_be_unset() =>
        Assert.Empty(_rows.Where(setting => setting.Default is not null && setting.Unset != "required").Select(setting => setting.Name));

    private static IEnumerable<string> Declared(Type table) =>
        table
            .GetProperties(BindingFlags.Static | BindingFlags.Public)
            .Select(property => property.GetValue(null))
            .OfType<Setting>()
            .Select(setting => setting.Name);
}
