using Infra;
using Infra.Diagnostics;
using Tests.Infra.Compose;
using Tests.Infra.Settings;

namespace Tests.Infra;

public sealed class BadInputTests : IDisposable
{
    private static readonly BadInput[] _table = [.. BadSettings.All, .. BadHosts.All, .. BadStackFiles.All];

    private readonly DirectoryInfo _project = Directory.CreateTempSubdirectory("swarm-project-");

    public static TheoryData<string> Names { get; } = [.. _table.Select(bad => bad.Name)];

    public void Dispose() => _project.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_that_is_wrong_is_told_at_once(string name)
    {
        var bad = _table.Single(candidate => candidate.Name == name);
        Write("stacks/demo.yaml", bad.StackFile);
        Write("stacks/more.yaml", bad.SecondStackFile ?? "");
        Write("keys/good", OpenSshKey.Text());
        Write("keys/public", OpenSshKey.PublicLine);
        Write("keys/encrypted", OpenSshKey.Text(cipher: "aes256-ctr"));
        Write("keys/damaged", OpenSshKey.Text()[..80] + "\n-----END OPENSSH PRIVATE KEY-----\n");

        var exception = Assert.Throws<InvalidSettingsException>(() => StackConfiguration.Read(bad.Settings, _project.FullName, "dev"));

        var count = bad.Problems.Length == 1 ? "One problem" : $"{bad.Problems.Length} problems";
        Assert.Equal(
            $"{count} to fix before anything is created:" + string.Concat(bad.Problems.Select(problem => $"\n  - {problem}")),
            exception.Message.Replace(_project.FullName, "PROJECT", StringComparison.Ordinal)
        );
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(_project.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
