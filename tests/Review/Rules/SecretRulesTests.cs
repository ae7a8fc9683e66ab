using System.Text;
using Review.Rules;

namespace Tests.Review.Rules;

public sealed class SecretRulesTests
{
    [Theory]
    [InlineData("DB_PASSWORD", "\"hunter2\"", true)]
    [InlineData("SESSION", "\"kJ8s0Qp3ZtVx7LmN2wRy\"", true)]
    [InlineData("DB_PASSWORD_FILE", "\"/run/secrets/db\"", false)]
    [InlineData("DB_PASSWORD", "\"[secret]\"", false)]
    [InlineData("LEVEL", "\"info\"", false)]
    [InlineData("JAVA_OPTS", "\"-Xmx1g -Ddb.password=hunter2\"", true)]
    public void In_the_environment(string name, string value, bool fires) =>
        Assert.Equal(
            Judged.Only(fires, $"services.web environment.{name}: {name}"),
            Judged.ByService(SecretRules.InEnvironment, ("taskSpec.containerSpec.env", $$"""{"{{name}}": {{value}}}"""))
        );

    [Fact]
    public void In_the_environment_of_a_container_beside_the_services()
    {
        var plan = new PlanText().Step(
            "create",
            Judged.Workloads,
            "docker:index/container:Container",
            "app1@node2",
            next: """{"image": "nginx:1", "envs": ["LEVEL=info", "TOKEN=a=b=c", "EMPTY"]}"""
        );

        Assert.Equal(["x-containers.app1 environment.TOKEN: TOKEN"], Judged.By(SecretRules.InEnvironment, plan));
    }

    [Theory]
    [InlineData("entrypoints", "entrypoint")]
    [InlineData("command", "command")]
    public void On_the_command_line_of_a_container_beside_the_services(string where, string at)
    {
        var plan = new PlanText().Step(
            "create",
            Judged.Workloads,
            "docker:index/container:Container",
            "app1@node2",
            next: $$"""{"image": "nginx:1.28", "{{where}}": ["serve", "--password", "hunter2"]}"""
        );

        Assert.Equal([$"x-containers.app1 {at}: {at}"], Judged.By(SecretRules.InCommand, plan));
    }

    [Theory]
    [InlineData("labels", "deploy.labels.")]
    [InlineData("taskSpec.containerSpec.labels", "labels.")]
    public void In_labels(string where, string at)
    {
        Assert.Equal(
            [$"services.web {at}auth.token: auth.token"],
            Judged.ByService(SecretRules.InLabel, (where, """[{"label": "auth.token", "value": "abcd1234"}]"""))
        );
        Assert.Empty(Judged.ByService(SecretRules.InLabel, (where, """[{"label": "team", "value": "payments"}]""")));
    }

    [Theory]
    [InlineData("commands", "entrypoint")]
    [InlineData("args", "command")]
    [InlineData("healthcheck.tests", "healthcheck.test")]
    public void On_command_lines(string where, string at)
    {
        Assert.Equal(
            [$"services.web {at}: {at}"],
            Judged.ByService(SecretRules.InCommand, Words("serve", "--password=hunter2", "--token=abcd"))
        );
        Assert.Equal([$"services.web {at}: {at}"], Judged.ByService(SecretRules.InCommand, Words("postgres://app:hunter2@db/app")));
        Assert.Equal([$"services.web {at}: {at}"], Judged.ByService(SecretRules.InCommand, Words("serve", "--password", "hunter2")));
        Assert.Empty(
            Judged.ByService(SecretRules.InCommand, Words("serve", "--password-file=/run/secrets/db", "--level=info", "password"))
        );
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("serve", "--password-file", "/run/secrets/db", "--token", "$TOKEN")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("serve", "--password", "--level", "info")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("read the password=$PASSWORD; echo token=abcd")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("echo password=hunter2")));

        foreach (
            var command in (string[])
                [
                    "redis-cli -a hunter2 ping",
                    "mysqldump --password hunter2 -u x",
                    "mysql -uroot -phunter2",
                    "sshpass -p hunter2 ssh b",
                    "curl -fsS -u admin:hunter2 http://a/",
                    "docker login -u bob -p hunter22x",
                    "psql -c ALTER ROLE x PASSWORD 'hunter22x'",
                    "curl -H Authorization: Token 9f86d081884c7d65",
                ]
        )
        {
            Assert.Equal([$"services.web {at}: {at}"], Judged.ByService(SecretRules.InCommand, Words(command.Split(' '))));
            Assert.Equal([$"services.web {at}: {at}"], Judged.ByService(SecretRules.InCommand, Words("sh", "-c", $"sleep 1; {command}")));
        }

        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("sh", "-c", "serve --password-file /run/secrets/x --token-ttl 5m")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("docker", "build", "--secret", "id=foo")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("serve", "--tokenizer", "bert-base-uncased", "--max-tokens", "auto")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("mysql", "-p", "-h", "db")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("curl", "-u", "admin", "http://a:80/")));
        Assert.Empty(Judged.ByService(SecretRules.InCommand, Words("sh", "-c", "redis-cli -a $PASSWORD ping; mkdir -p /data/x")));

        (string, string?) Words(params string[] words) =>
            ($"taskSpec.containerSpec.{where}", $"[{string.Join(", ", words.Select(word => $"\"{word}\""))}]");
    }

    [Theory]
    [InlineData("password = hunter2\nuser = app\n", true)]
    [InlineData("password_file = /run/secrets/db\n", false)]
    public void In_a_config(string content, bool fires)
    {
        var data = Convert.ToBase64String(Encoding.UTF8.GetBytes(content));
        var plan = new PlanText().Step(
            "create",
            Judged.Workloads,
            "docker:index/serviceConfig:ServiceConfig",
            "app",
            next: $$"""{"name": "prod_app-1", "data": "{{data}}"}"""
        );

        Assert.Equal(Judged.Only(fires, "configs.app : password"), Judged.By(SecretRules.InConfig, plan));
    }
}
