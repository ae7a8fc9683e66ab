using Review.Secrets;

namespace Tests.Review.Secrets;

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
    [InlineData("DB_PASSWORD", "$DB_PASSWORD", false)]
    [InlineData("DB_PASSWORD", "$$DB_PASSWORD", false)]
    [InlineData("DB_PASSWORD", "${A}-${B}", false)]
    [InlineData("DB_PASSWORD", "$CREDENTIALS_DIRECTORY/db", false)]
    [InlineData("DB_PASSWORD", "$(cat $(find /run -name db) | head -1)", false)]
    [InlineData("DB_PASSWORD", "%env(DB_PASSWORD)%", false)]
    [InlineData("DB_PASSWORD", "/run/secrets/DB_Password1", false)]
    [InlineData("DB_PASSWORD", "/run/secrets/${DB}", false)]
    [InlineData("DB_PASSWORD", "/password.txt", false)]
    [InlineData("DB_PASSWORD", "hunter$2", true)]
    [InlineData("DB_PASSWORD", "$2y$05$abcdefgh", true)]
    [InlineData("DB_PASSWORD", "$ecret!", true)]
    [InlineData("DB_PASSWORD", "/hunter2", true)]
    [InlineData("DB_PASSWORD", "/9j4AAQ/Sk", true)]
    [InlineData("DB_PASSWORD", "%hunter2", true)]
    [InlineData("DB_PASSWORD", "<hunter2", true)]
    [InlineData("DB_PASSWORD", "{hunter2", true)]
    [InlineData("DB_PASSWORD_FILE", "hunter2", false)]
    [InlineData("TOKEN_TTL", "3600s", false)]
    [InlineData("REQUIRE_PASSWORD", "true", false)]
    [InlineData("TOKEN_ENDPOINT", "https://login.example/token", false)]
    [InlineData("USER", "hunter2", false)]
    [InlineData("ADMIN_PASSWORD", "12345678", true)]
    [InlineData("ADMIN_PASSWORD", "123", false)]
    [InlineData("PASSWORD_RESET_SECONDS", "86400", false)]
    [InlineData("MAX_TOKENS", "4096", false)]
    [InlineData("KEY_PASSPHRASE", "hunter2", true)]
    [InlineData("AWS_CREDENTIAL", "hunter2", true)]
    [InlineData("DB_PASS", "hunter2", true)]
    [InlineData("dbPass", "hunter2", true)]
    [InlineData("MYSQL_PWD", "hunter2", true)]
    [InlineData("requirepass", "hunter2", true)]
    [InlineData("ENCRYPTION_KEY", "changeme", true)]
    [InlineData("SIGNING_KEY", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", true)]
    [InlineData("SERVER_KEY", "9f86d081884c7d659a2feaa0c55ad015", true)]
    [InlineData("SERVER_KEY", "9f86d081884c7d659a2feaa0c55ad01", false)]
    [InlineData("SERVER_KEY", "00000000000000000000000000000000", false)]
    [InlineData("OTP_KEY", "JBSWY3DPEHPK3PXP", true)]
    [InlineData("OTP_KEY", "JBSWY3DPEHPK3PX", false)]
    [InlineData("serverKey", "kJ8s0Qp3ZtVx7LmN", true)]
    [InlineData("SORT_KEY", "created", false)]
    [InlineData("CACHE_KEY", "550e8400-e29b-41d4-a716-446655440000", false)]
    [InlineData("APP_DSN", "app:hunter2@db", true)]
    [InlineData("APP_DSN", "app:$hunter2!@db", true)]
    [InlineData("APP_DSN", "app:$PASSWORD@db", false)]
    [InlineData("APP_DSN", "mysql:host=db;dbname=app", false)]
    [InlineData("BASIC_AUTH", "admin:hunter2", true)]
    [InlineData("BASIC_AUTH", "admin:$hunter2!", true)]
    [InlineData("BASIC_AUTH", "${USER}:${PASSWORD}", false)]
    [InlineData("BASIC_AUTH", "off", false)]
    [InlineData("PASSWORD_FILE", "hunter2", false)]
    [InlineData("KEY_TTL", "3600", false)]
    [InlineData("IMAGE_REVISION", "01fb80b94a1f0d5a3c6b8e7d2f4a6c8e0b1d3f5a", false)]
    [InlineData("COMMIT", "01fb80b94a1f0d5a3c6b8e7d2f4a6c8e0b1d3f5a", false)]
    [InlineData("SHA", "01fb80b94a1f0d5a3c6b8e7d2f4a6c8e0b1d3f5a", false)]
    [InlineData("IMAGE", "nginx@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false)]
    [InlineData("CLUSTER", "550e8400-e29b-41d4-a716-446655440000", false)]
    [InlineData("PUBLIC_KEY", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", false)]
    [InlineData("KEYBOARD", "qwertz", false)]
    [InlineData("MONKEY", "1", false)]
    [InlineData("PGPASS", "hunter2", true)]
    [InlineData("SMTPPASS", "hunter2", true)]
    [InlineData("psk", "hunter2", true)]
    [InlineData("traefik.http.middlewares.a.basicauth.users", "admin:hunter2", true)]
    [InlineData("PASSENGER_COUNT", "4", false)]
    [InlineData("PASSENGER_CLASS", "first", false)]
    [InlineData("COMPASS", "north", false)]
    [InlineData("BYPASS_CACHE", "true", false)]
    [InlineData("BYPASS", "always", false)]
    [InlineData("proxy_pass", "backend", false)]
    [InlineData("secretName", "prod_key-1", false)]
    [InlineData("password_encryption", "scram-sha-256", false)]
    [InlineData("TOKEN_TYPE", "Bearer", false)]
    [InlineData("TOKEN_ISSUER", "https://x", false)]
    [InlineData("AWS_CREDENTIAL_SOURCE", "EcsContainer", false)]
    [InlineData("PASSWORD_HASH", "bcrypt", false)]
    [InlineData("PASSWORD_HASH", "$2y$05$abcdefghijklmnopqrstuvabcdefghijklmnopqrstuvabcdefghi", true)]
    [InlineData("tokenizer", "bert-base-uncased", false)]
    [InlineData("MAX_TOKENS", "auto", false)]
    [InlineData("API_TOKENS", "hunter2", true)]
    [InlineData("SMTP_URL", "smtp://me@x.org:hunter22x@mail:25", true)]
    [InlineData("SMTP_URL", "smtp://me@x.org:25", false)]
    [InlineData("STOREPASS", "hunter2", true)]
    public void By_its_name(string name, string value, bool isSecret) => Assert.Equal(isSecret, SecretText.IsSecret(name, value));

    [Theory]
    [InlineData("file")]
    [InlineData("path")]
    [InlineData("url")]
    [InlineData("uri")]
    [InlineData("name")]
    [InlineData("dir")]
    [InlineData("ttl")]
    [InlineData("expiry")]
    [InlineData("length")]
    [InlineData("algorithm")]
    [InlineData("id")]
    [InlineData("type")]
    [InlineData("issuer")]
    [InlineData("provider")]
    [InlineData("source")]
    [InlineData("backend")]
    [InlineData("hash")]
    [InlineData("encryption")]
    [InlineData("policy")]
    [InlineData("endpoint")]
    [InlineData("lifetime")]
    [InlineData("header")]
    [InlineData("rotation")]
    [InlineData("less")]
    public void A_name_of_something_else_is_no_name_of_a_secret(string word)
    {
        Assert.False(SecretText.IsSecret($"TOKEN_{word.ToUpperInvariant()}", "hunter2"));
        Assert.False(SecretText.IsSecret($"token-{word}", "hunter2"));
        Assert.False(SecretText.IsSecret($"token{char.ToUpperInvariant(word[0])}{word[1..]}", "hunter2"));
        Assert.True(SecretText.IsSecret($"TOKEN_{word.ToUpperInvariant()}S_", "hunter2"));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData("none")]
    [InlineData("null")]
    [InlineData("required")]
    [InlineData("optional")]
    [InlineData("enabled")]
    [InlineData("disabled")]
    [InlineData("3600")]
    [InlineData("3600s")]
    public void A_word_that_turns_something_on_or_off_is_no_secret(string word)
    {
        Assert.False(SecretText.IsSecret("TOKEN", word));
        Assert.True(SecretText.IsSecret("TOKEN", $"{word}-x"));
    }

    [Theory]
    [InlineData("p")]
    [InlineData("o")]
    [InlineData("u")]
    [InlineData("s")]
    [InlineData("r")]
    public void Each_kind_of_token_of_GitHub(string kind)
    {
        Assert.True(SecretText.IsSecretValue($"gh{kind}_{new string('a', 36)}"));
        Assert.False(SecretText.IsSecretValue($"gh{kind}_{new string('a', 35)}"));
        Assert.False(SecretText.IsSecretValue($"ghx_{new string('a', 36)}"));
    }

    [Theory]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----", true)]
    [InlineData("AKIAIOSFODNN7EXAMPLE", true)]
    [InlineData("postgres://app:hunter2@db/app", true)]
    [InlineData("SWMTKN-1-abc", true)]
    [InlineData("glpat-abcdefghij0123456789", true)]
    [InlineData("xoxb-1234567890", true)]
    [InlineData("redis://:hunter2@cache:6379", true)]
    [InlineData("app:hunter2@tcp(db:3306)/app", true)]
    [InlineData("app:hun$ter/2@tcp(db:3306)/app", true)]
    [InlineData("app:${PASSWORD}@tcp(db:3306)/app", false)]
    [InlineData("app@tcp(db:3306)/app", false)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N", true)]
    [InlineData("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXX", true)]
    [InlineData("https://hooks.slack.com/services/", false)]
    [InlineData("Basic YXBwOmh1bnRlcjI=", true)]
    [InlineData("basic configuration", false)]
    [InlineData("Basic aGVsbG8gd29ybGQ=", false)]
    [InlineData("sha384-kJ8s0Qp3ZtVx7LmN2wRy", false)]
    [InlineData("kJ8s0Qp3ZtVx7LmN2wRy", true)]
    [InlineData("kJ8s0Qp3ZtVx7LmN2wR", false)]
    [InlineData("abcdefghijkLMN12abcdefghijkLMN12", false)]
    [InlineData("kjas0qp3ztvx7lmn2wry", false)]
    [InlineData("KJAS0QP3ZTVX7LMN2WRY", false)]
    [InlineData("kJasoQpuZtVxaLmNewRy", false)]
    [InlineData("Aa1Aa1Aa1Aa1Aa1Aa1Aa1", false)]
    [InlineData("kJ8s0Qp3 ZtVx7LmN2wRy", false)]
    [InlineData("Bearer 9f86d081884c7d65", true)]
    [InlineData("Bearer 9f86d081884c7d6", false)]
    [InlineData("Bearer authentication-scheme", false)]
    [InlineData("Bearer ${ACCESS_TOKEN_1234567890}", false)]
    [InlineData("postgres://app:hun$ter@db/app", true)]
    [InlineData("amqp://app:hun/ter@mq/", true)]
    [InlineData("postgres://app:hun:ter@db/app", true)]
    [InlineData("postgres://app@db/app", false)]
    [InlineData("postgres://app:${PASSWORD}@db/app", false)]
    [InlineData("postgres://app:$PASSWORD@db/app", false)]
    [InlineData("postgres://app:{{ .Password }}@db/app", false)]
    [InlineData("postgres://app:<password>@db/app", false)]
    [InlineData("http://web:8080/users/@me", false)]
    [InlineData("http://web:8080,http://api:8080/@me", false)]
    [InlineData("http://$HOST:$PORT/@me", false)]
    [InlineData("http://[::1]:8080/@me", false)]
    [InlineData("-----BEGIN CERTIFICATE-----", false)]
    [InlineData("github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz", true)]
    [InlineData("github_pat_short", false)]
    [InlineData("//bob:hunter22x@host/x", true)]
    [InlineData("//bob@host/x", false)]
    [InlineData("//host:445/x", false)]
    [InlineData("git+ssh://git@host:team/app.git@v1.0", false)]
    [InlineData("amqp://me@x.org:${PASSWORD}@mq/", false)]
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

    [Theory]
    [InlineData("""{"db":{"password":"hunter2"}}""", "password")]
    [InlineData("""{"app": "{\"password\":\"hunter2\"}"}""", "password")]
    [InlineData("export DB_PASSWORD=hunter2", "DB_PASSWORD")]
    [InlineData("db: {user: app, password: hunter2}", "password")]
    [InlineData("<db><password>hunter2</password></db>", "password")]
    [InlineData("<db user=\"app\" password=\"hunter2\"/>", "password")]
    [InlineData("<property name=\"db.password\" value=\"hunter2\"/>", "db.password")]
    [InlineData("requirepass hunter2", "requirepass")]
    [InlineData("machine x login app password hunter2", "password")]
    [InlineData("hmac: 1\nserver_key = 9f86d081884c7d659a2feaa0c55ad015", "server_key")]
    [InlineData("url = https://x.example/?user=app&token=hunter2", "token")]
    [InlineData("java -Ddb.password=hunter2 -jar app.jar", "Ddb.password")]
    [InlineData("serve --password=hunter2", "password")]
    [InlineData("dsn: \"app:hunter2@tcp(db:3306)/app\"", "dsn")]
    [InlineData("proxy_set_header Authorization \"Basic YXBwOmh1bnRlcjI=\";", "a line without a name")]
    [InlineData("auth: admin:$2y$05$abcdefghijklmnopqrstuv", "auth")]
    [InlineData("users=admin:$$apr1$$abcdefgh$$ijklmnop", "users")]
    [InlineData("admin_password: >-\n  hunter2", "admin_password")]
    [InlineData("redis-cli -a hunter2 ping", "a line without a name")]
    [InlineData("mysql -u root -p$hunter2!", "a line without a name")]
    [InlineData("mysql -u root -p'hunter 2'", "a line without a name")]
    [InlineData("sh -c \"mysql -u root -p\\\"hunter2\\\" db\"", "a line without a name")]
    [InlineData("sshpass -p 'hunter2' ssh db", "a line without a name")]
    [InlineData("redis-cli -a \"hunter2\" ping", "a line without a name")]
    [InlineData("curl -u 'app:hunter2' http://web", "a line without a name")]
    [InlineData("mysql -u root -p\"$PASSWORD\" db", null)]
    [InlineData("sshpass -p \"${PASSWORD}\" ssh db", null)]
    [InlineData("curl --user \"$USER:$PASSWORD\" http://web", null)]
    [InlineData("curl -u 'app' 'http://web'", null)]
    [InlineData("mysql -u root -p 'shop'", null)]
    [InlineData("mysql -u root -p$PASSWORD; exit", null)]
    [InlineData("curl -u $USER:$PASSWORD http://web", null)]
    [InlineData("mysqldump --password hunter2 -u x", "password")]
    [InlineData("psql --db-password \"hunter2\"", "db-password")]
    [InlineData("java --db.password 'hunter two'", "db.password")]
    [InlineData("app -token hunter2", "token")]
    [InlineData("redis-server --requirepass hunter2; exit", "requirepass")]
    [InlineData("--password hunter2", "password")]
    [InlineData("--password $ecret!", "password")]
    [InlineData("  basic_auth admin hunter2", "a line without a name")]
    [InlineData("basicauth admin \"hunter2\"", "a line without a name")]
    [InlineData("app --password \\\n  hunter22x", "password")]
    [InlineData("CREATE USER app WITH PASSWORD 'hunter22x';", "a line without a name")]
    [InlineData("create user app identified by 'hunter22x'", "a line without a name")]
    [InlineData("ALTER USER app IDENTIFIED WITH caching_sha2_password BY 'hunter22x'", "a line without a name")]
    [InlineData("psql -c \"ALTER ROLE x PASSWORD 'hunter22x'\"", "a line without a name")]
    [InlineData("docker login -u bob -p hunter22x", "a line without a name")]
    [InlineData("[docker, login, -u, bob, -p, hunter22x]", "a line without a name")]
    [InlineData("mongo -u bob -p hunter22x", "a line without a name")]
    [InlineData("mongosh -u bob -p 'hunter22x'", "a line without a name")]
    [InlineData("keytool -storepass hunter22x", "storepass")]
    [InlineData("Authorization: Token 9f86d081884c7d65", "a line without a name")]
    [InlineData("{\"Authorization\": \"Token 9f86d081884c7d65\"}", "a line without a name")]
    [InlineData("Authorization: Token required", null)]
    [InlineData("CREATE USER app WITH PASSWORD '$PASSWORD';", null)]
    [InlineData("docker login -u bob -p $PASSWORD", null)]
    [InlineData("docker login -u bob --password-stdin registry.example", null)]
    [InlineData("docker run -p 8080:80 web; docker login", null)]
    [InlineData("mongo -p --host db", null)]
    [InlineData("run mongo -p 27017:27017", null)]
    [InlineData("serve --tokenizer bert-base-uncased", null)]
    [InlineData("serve --max-tokens auto", null)]
    [InlineData("serve --password-hash bcrypt", null)]
    [InlineData("serve --secret-backend vault", null)]
    [InlineData("serve --credentials-provider aws-sso", null)]
    [InlineData("serve --passwordless login", null)]
    [InlineData("serve --token-endpoint host/x", null)]
    [InlineData("docker build --secret id=foo .", null)]
    [InlineData("password_encryption = scram-sha-256", null)]
    [InlineData("token_type: access", null)]
    [InlineData("serve --token-ttl 5m", null)]
    [InlineData("serve --password-file /run/secrets/x", null)]
    [InlineData("docker login --password-stdin registry.example", null)]
    [InlineData("psql --no-password shop", null)]
    [InlineData("ansible-playbook --ask-pass site.yml", null)]
    [InlineData("serve --password --level info", null)]
    [InlineData("serve --password $PASSWORD; exit", null)]
    [InlineData("serve --password \"$(cat /run/secrets/x)\"", null)]
    [InlineData("serve --password $(cat /run/secrets/x)", null)]
    [InlineData("serve --password `cat /run/secrets/x`", null)]
    [InlineData("serve --max-tokens 4096", null)]
    [InlineData("serve --no-cache image", null)]
    [InlineData("basic_auth is required here", null)]
    [InlineData("basic_auth off", null)]
    [InlineData("description: >-\n  hunter2", null)]
    [InlineData("proxy_pass http://web;", null)]
    [InlineData("fastcgi_pass unix:/run/php.sock;", null)]
    [InlineData("fastcgi_pass 127.0.0.1:9000;", null)]
    [InlineData("auth_basic \"Basic members only\";", null)]
    [InlineData("# password: the one of the database", null)]
    [InlineData("// token = hunter2", null)]
    [InlineData("password required pam_unix.so", null)]
    [InlineData("password = os.environ[\"DB\"]", null)]
    [InlineData("token = readToken()", null)]
    [InlineData("password: ${DB_PASSWORD}", null)]
    [InlineData("image: nginx:1.29@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", null)]
    [InlineData("<script integrity=\"sha384-kJ8s0Qp3ZtVx7LmN2wRykJ8s0Qp3ZtVx7LmN2wRy\"/>", null)]
    [InlineData("bypass_cache: always", null)]
    public void Anywhere_in_a_line(string line, string? name) => Assert.Equal(name is null ? [] : [name], SecretText.In(line));

    [Fact]
    public void A_text_without_its_secrets_is_the_same_otherwise() =>
        Assert.Equal(
            "user = app\npassword = *7*\n{\"token\":\"*4*\", \"a\": 1}\nurl=postgres://app:*7*@db/app\n*87*\nend",
            SecretText.Without(
                "user = app\npassword = hunter2\n{\"token\":\"abcd\", \"a\": 1}\nurl=postgres://app:hunter2@db/app\n-----BEGIN RSA PRIVATE KEY-----\nMIIEpassword=hunter2\nQ2==\n-----END RSA PRIVATE KEY-----\nend",
                secret => $"*{secret.Length}*"
            )
        );

    [Theory]
    [InlineData("--password=Tr0ub4dor&3x,(y rest", "--password=* rest")]
    [InlineData("Server=db;Password=Tr0ub&4;dor end", "Server=db;Password=* end")]
    [InlineData("{\"password\": \"ab&cd\", \"port\": 1}", "{\"password\": \"*\", \"port\": 1}")]
    [InlineData("<password>ab&cd</password><port>1</port>", "<password>*</password><port>1</port>")]
    [InlineData("[CMD, redis-cli, -a, hunter2, ping]", "[CMD, redis-cli, -a, *, ping]")]
    [InlineData("postgres://app:p@ss@db/x?mail=a@b", "postgres://app:*@db/x?mail=a@b")]
    [InlineData("postgres://app:pa$s@db/x", "postgres://app:*@db/x")]
    [InlineData("amqp://app:pa/s@mq/x", "amqp://app:*@mq/x")]
    [InlineData("https://9f86d081884c7d659a2feaa0c55ad015:x-oauth@git/x", "https://*@git/x")]
    [InlineData("https://glpat-abcdefghij0123456789:x-oauth@git/x", "https://*@git/x")]
    [InlineData("A=redis://:hunter2@a,redis://:hunter3@b&token=hunter4", "A=redis://:*@a,redis://:*@b&token=*")]
    [InlineData("mysqldump --password hunter2,(y -u x", "mysqldump --password * -u x")]
    [InlineData("psql --db-password \"hunter two\" -l", "psql --db-password \"*\" -l")]
    [InlineData("Authorization: Bearer 9f86d081884c7d65== end", "Authorization: Bearer * end")]
    [InlineData("Authorization: Token 9f86d081884c7d65 end", "Authorization: Token * end")]
    [InlineData("app --password \\\n  hunter22x end", "app --password \\\n  * end")]
    [InlineData("SMTP_URL=smtp://me@x.org:hunter22x@mail:25", "SMTP_URL=smtp://me@x.org:*@mail:25")]
    [InlineData("volume //bob:hunter22x@host/x", "volume //bob:*@host/x")]
    [InlineData("ALTER ROLE x PASSWORD 'hunter two' VALID", "ALTER ROLE x PASSWORD '*' VALID")]
    [InlineData("docker login -u bob -p hunter22x registry.example", "docker login -u bob -p * registry.example")]
    public void No_end_of_a_secret_is_left(string text, string without) => Assert.Equal(without, SecretText.Without(text, _ => "*"));

    [Fact]
    public void Of_lines_only_the_secrets_are_hidden() =>
        Assert.Equal(
            "tls: off\nupstream: postgres://u:(looks like a secret; not shown)@db/x\n",
            SecretText.Shown("data", "tls: off\nupstream: postgres://u:p4ssw0rd@db/x\n")
        );

    [Theory]
    [InlineData("redis-cli -a (looks like a secret; not shown); x")]
    [InlineData("--password (looks like a secret; not shown) -u x")]
    [InlineData("postgres://app:(looks like a secret; not shown)@db/x")]
    public void What_is_hidden_already_stays_as_it_is(string text) => Assert.Equal(text, SecretText.Shown("", text));

    [Theory]
    [InlineData("curl ")]
    [InlineData("mysql-")]
    [InlineData("mysql -")]
    [InlineData("redis-cli ")]
    [InlineData("mongo ")]
    [InlineData("docker login ")]
    [InlineData("create user ")]
    [InlineData("identified by ")]
    [InlineData("authorization: token ")]
    [InlineData("://a@b:")]
    [InlineData("//a:")]
    [InlineData("$2y$")]
    [InlineData("-a \\\n")]
    public void A_text_of_one_word_over_and_over_takes_no_long_time(string word)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Empty(SecretText.In(string.Concat(Enumerable.Repeat(word, 80_000 / word.Length))));

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
    }

    [Theory]
    [InlineData(20_000)]
    public void A_long_line_takes_no_long_time(int length)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Assert.Empty(
            SecretText.In(
                $"{new string('a', length)} {new string('-', length)} {new string(' ', length)} {string.Concat(Enumerable.Repeat("<a ", length / 3))} {string.Concat(Enumerable.Repeat(".-a", length / 3))} {string.Concat(Enumerable.Repeat("-a ", length / 3))}"
            )
        );

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
