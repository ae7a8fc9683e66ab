using Review.Rules;

namespace Tests.Review.Rules;

public sealed class SecretTextTests
{
    [Theory]
    [InlineData("DB_PASSWORD", "hunter2", true)]
    [InlineData("db.passwd", "hunter2", true)]
    [InlineData("API_KEY", "abcd", true)]
    [InlineData("PRIVATE-KEY", "abcd", true)]
    [InlineData("GITHUB_TOKEN", "abcd", true)]
    [InlineData("API_KEY", "abc", false)]
    [InlineData("DB_PASSWORD", "", false)]
    [InlineData("DB_PASSWORD", "/run/secrets/db", false)]
    [InlineData("DB_PASSWORD", "${DB_PASSWORD}", false)]
    [InlineData("DB_PASSWORD", "<secret>", false)]
    [InlineData("DB_PASSWORD", "{{ password }}", false)]
    [InlineData("DB_PASSWORD", "%password%", false)]
    [InlineData("DB_PASSWORD_FILE", "hunter2", false)]
    [InlineData("TOKEN_TTL", "3600s", false)]
    [InlineData("REQUIRE_PASSWORD", "true", false)]
    [InlineData("TOKEN_ENDPOINT", "https://login.example/token", false)]
    [InlineData("USER", "hunter2", false)]
    public void By_its_name(string name, string value, bool isSecret) => Assert.Equal(isSecret, SecretText.IsSecret(name, value));

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", true)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", true)]
    [InlineData("postgres://app:hunter2@db/app", true)]
    [InlineData("SWMTKN-1-abc", true)]
    [InlineData("glpat-abcdefghij0123456789", true)]
    [InlineData("xoxb-1234567890", true)]
    [InlineData("kJ8s0Qp3ZtVx7LmN2wRy", true)]
    [InlineData("kJ8s0Qp3ZtVx7LmN2wR", false)]
    [InlineData("abcdefghijkLMN12abcdefghijkLMN12", false)]
    [InlineData("kjas0qp3ztvx7lmn2wry", false)]
    [InlineData("KJAS0QP3ZTVX7LMN2WRY", false)]
    [InlineData("kJasoQpuZtVxaLmNewRy", false)]
    [InlineData("Aa1Aa1Aa1Aa1Aa1Aa1Aa1", false)]
    [InlineData("kJ8s0Qp3 ZtVx7LmN2wRy", false)]
    [InlineData("postgres://app@db/app", false)]
    [InlineData("postgres://app:${PASSWORD}@db/app", false)]
    [InlineData("-----BEGIN CERTIFICATE-----", false)]
    public void By_its_form_and_by_how_random_it_is(string value, bool isSecret) => Assert.Equal(isSecret, SecretText.IsSecretValue(value));

    [Fact]
    public void Line_by_line() =>
        Assert.Equal(
            ["password", "api_key", "client-secret", "a line without a name"],
            SecretText.In(
                """
                user = app
                password = hunter2
                  api_key: "abcd1234",
                - client-secret=abcd
                password_file = /run/secrets/db
                -----BEGIN RSA PRIVATE KEY-----
                """
            )
        );
}
