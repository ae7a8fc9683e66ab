using System.Text;
using Review.Plans;
using Review.Reports;

namespace Tests.Review.Plans;

/// <summary>What a plan may be, and what is said of an input that is none.</summary>
public sealed class PlanReaderTests
{
    private const string Fix =
        " Give it the whole output of pulumi preview --json, pulumi up --json or ./swarm preview --json, and nothing else: errors and progress go to another file.";

    public static TheoryData<string> Inputs => [.. ReviewInput.Names];

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Both_forms_of_one_plan_read_alike(string name)
    {
        var digest = ReviewInput.Read(ReviewInput.Digest(name));
        var stream = ReviewInput.Read(ReviewInput.Stream(name));

        Assert.Equal(PlanForm.Digest, digest.Form);
        Assert.Equal(PlanForm.Stream, stream.Form);
        Assert.Equal(Lines(digest), Lines(stream));
        Assert.Equal(digest.Configuration, stream.Configuration);
        Assert.Equal(digest.Counts.OrderBy(count => count.Key), stream.Counts.OrderBy(count => count.Key));
        Assert.Equal(digest.Diagnostics.OrderBy(said => said.Urn), stream.Diagnostics.OrderBy(said => said.Urn));
        Assert.Equal(digest.Stack!.Old?.Outputs ?? default, stream.Stack!.Old?.Outputs ?? default);
        Assert.Equal(digest.Outcome, stream.Outcome);
    }

    [Fact]
    public void The_halves_of_a_replacement_are_one_change_with_both_states_and_its_reasons()
    {
        var change = ReviewInput.Read(ReviewInput.Stream("network-rename")).Changes.Single(one => one.Name == "app1");

        Assert.Equal(ChangeKind.Replaced, change.Kind);
        Assert.Equal(["networksAdvanced"], change.ReplaceReasons);
        Assert.Equal([new PropertyMark("networksAdvanced", "update-replace")], change.Marks);
        Assert.Equal("[{name: my-overlay}]", $"{change.Old!.Inputs["networksAdvanced"]}");
        Assert.Equal("[{name: other-overlay}]", $"{change.New!.Inputs["networksAdvanced"]}");
    }

    [Fact]
    public void A_secret_reads_alike_in_both_forms_and_is_never_shown()
    {
        var plan = new PlanText()
            .Nodes("node1 manager")
            .Step("create", "", "docker:index/secret:Secret", "key", next: """{"data": {secret}}""");

        Assert.All([plan.Digest(), plan.Stream()], input =>
        {
            var data = ReviewInput.Read(input).Changes.Single().New!.Inputs["data"];
            Assert.Equal(ValueKind.Secret, data.Kind);
            Assert.Equal("(secret)", $"{data}");
        });
    }

    [Theory]
    [InlineData("\"04da6b54-80e4-46f7-96ec-b56ff0331ba9\"", "(known after the change)")]
    [InlineData("\"3eeb2bf0-c639-47a8-9e75-3b44932eb421\"", "(known after the change)")]
    [InlineData("""{"4dabf18193072939515e22adb298388d":"d0e6a833031e9bbcd3f4e8bde6ca49a4","value":"x"}""", "x")]
    [InlineData("""{"4dabf18193072939515e22adb298388d":"d0e6a833031e9bbcd3f4e8bde6ca49a4","value":"x","secret":true}""", "(secret)")]
    [InlineData("""{"4dabf18193072939515e22adb298388d":"d0e6a833031e9bbcd3f4e8bde6ca49a4"}""", "(known after the change)")]
    [InlineData("""{"4dabf18193072939515e22adb298388d":"c44067f5952c0a294b673a41bacd8c17","hash":"abc"}""", "abc")]
    [InlineData("""{"4dabf18193072939515e22adb298388d":"something new","what":"else"}""", "else")]
    public void Values_that_Pulumi_marks_are_read_as_what_they_are(string written, string shown)
    {
        var input = $$$"""{"steps":[{"op":"create","urn":"urn:pulumi:a::b::c::d","newState":{"inputs":{"value":{{{written}}} } } } ]}""";

        Assert.Equal(shown, $"{ReviewInput.Read(Encoding.UTF8.GetBytes(input)).Changes.Single().New!.Inputs["value"]}");
    }

    [Fact]
    public void Operations_kinds_events_and_fields_of_a_later_version_break_nothing()
    {
        var digest = """
            {"steps":[
              {"op":"extend-parameterize","urn":"urn:pulumi:a::b::c:d:E::one","detailedDiff":{"x":{"kind":"tilt","depth":2}},"more":[1]},
              {"op":"same"},
              {"op":"update","urn":"urn:pulumi:a::b::c:d:E::two","oldState":7,"detailedDiff":{"y":null}}],
             "later":{"a":1}}
            """;
        var stream = """
            {"sequence":1,"laterEvent":{"a":1},"other":null}
            {"sequence":4,"resourcePreEvent":{"metadata":{"op":"extend-parameterize","urn":"urn:pulumi:a::b::c:d:E::one","detailedDiff":{"x":{"diffKind":"tilt"}}}}}
            {"sequence":5,"resourcePreEvent":{}}
            {"sequence":6,"resourcePreEvent":{"metadata":{"op":"update","urn":"urn:pulumi:a::b::c:d:E::two","old":null,"detailedDiff":{"y":null}}}}
            {"sequence":9,"cancelEvent":{}}
            """;

        var expected = new[] { "Unknown extend-parameterize c:d:E one [x tilt]", "Updated update c:d:E two [y update]" };
        Assert.Equal(expected, Lines(ReviewInput.Read(Encoding.UTF8.GetBytes(digest))));
        Assert.Equal(expected, Lines(ReviewInput.Read(Encoding.UTF8.GetBytes(stream))));
    }

    private const string FailedRecord = """
        {"sequence":1,"resourcePreEvent":{"metadata":{"op":"create","urn":"urn:pulumi:a::b::docker:index/service:Service::one"}}}
        {"sequence":2,"resOpFailedEvent":{"metadata":{"op":"create","urn":"urn:pulumi:a::b::docker:index/service:Service::one"},"status":0,"steps":0}}
        {"sequence":3,"diagnosticEvent":{"severity":"error","prefix":"error: ","message":"no room\n","urn":"urn:pulumi:a::b::docker:index/service:Service::one"}}
        {"sequence":4,"resourcePreEvent":{"metadata":{"op":"delete","urn":"urn:pulumi:a::b::docker:index/service:Service::two"}}}
        {"sequence":5,"resOutputsEvent":{"metadata":{"op":"delete","urn":"urn:pulumi:a::b::docker:index/service:Service::two"}}}
        {"sequence":6,"resourcePreEvent":{"metadata":{"op":"delete-replaced","urn":"urn:pulumi:a::b::aws:ec2/instance:Instance::node1"}}}
        {"sequence":7,"resOpFailedEvent":{"metadata":{"op":"delete-replaced","urn":"urn:pulumi:a::b::aws:ec2/instance:Instance::node1"}}}
        {"sequence":8,"resOpFailedEvent":{}}
        {"sequence":9,"summaryEvent":{"isPreview":false,"result":"failed","resourceChanges":{"delete":1}}}
        {"sequence":10,"cancelEvent":{}}
        """;

    [Fact]
    public void An_updates_record_is_read_as_what_was_done_and_its_failure_is_known()
    {
        var plan = ReviewInput.Read(Encoding.UTF8.GetBytes(FailedRecord));

        Assert.False(plan.IsPreview);
        Assert.Equal(PlanOutcome.Failed, plan.Outcome);
        Assert.Equal([new Diagnostic("error", "no room", "urn:pulumi:a::b::docker:index/service:Service::one")], plan.Diagnostics);
        Assert.Equal(["two"], plan.Changes.Select(change => change.Name));
        Assert.Equal(["node1 Deleted", "one Created"], plan.Failed.Select(change => $"{change.Name} {change.Kind}"));
        Assert.Empty(plan.LeftOver);
    }

    [Fact]
    public void What_an_update_has_failed_at_is_not_said_to_be_done() =>
        Assert.StartsWith(
            """
            LOOK TWICE: The update FAILED at node1, one, so this may not be all (no room). 2 resources failed, 1 service removed. Riskiest: node1 (Instance): FAILED while it was deleted: how far that came, the record does not tell.

            What it does to the swarm (!! dangerous, ! look twice)
              Nodes
                ! node1 (Instance): FAILED while it was deleted: how far that came, the record does not tell
              Services
                ! one (Service): FAILED while it was created: how far that came, the record does not tell
                ! two: gone: (not set), 1 task

            """,
            TextReport.Render(ReviewInput.Review(Encoding.UTF8.GetBytes(FailedRecord))),
            StringComparison.Ordinal
        );

    // A component has no end of its own.
    [Fact]
    public void What_an_update_had_begun_when_it_was_stopped_is_not_said_to_be_done()
    {
        const string record = """
            {"sequence":1,"resourcePreEvent":{"metadata":{"op":"delete","urn":"urn:pulumi:a::b::docker:index/service:Service::one","old":{"custom":true}}}}
            {"sequence":2,"resOutputsEvent":{"metadata":{"op":"delete","urn":"urn:pulumi:a::b::docker:index/service:Service::one","old":{"custom":true}}}}
            {"sequence":3,"resourcePreEvent":{"metadata":{"op":"create","urn":"urn:pulumi:a::b::swarm:x:Y::part","new":{}}}}
            {"sequence":4,"resourcePreEvent":{"metadata":{"op":"delete","urn":"urn:pulumi:a::b::docker:index/service:Service::two","old":{"custom":true}}}}
            {"sequence":5,"resourcePreEvent":{"metadata":{"op":"delete-replaced","urn":"urn:pulumi:a::b::docker:index/volume:Volume::data","old":{"custom":true}}}}
            {"sequence":6,"resourcePreEvent":{"metadata":{"op":"same","urn":"urn:pulumi:a::b::docker:index/service:Service::three","new":{"custom":true}}}}
            {"sequence":7,"summaryEvent":{"isPreview":false,"result":"canceled","resourceChanges":{"delete":1}}}
            {"sequence":8,"cancelEvent":{}}
            """;
        var plan = ReviewInput.Read(Encoding.UTF8.GetBytes(record));

        Assert.Equal(["one Deleted", "part Created"], plan.Changes.Select(change => $"{change.Name} {change.Kind}").Order());
        Assert.Equal(["data Deleted", "two Deleted"], plan.Unfinished.Select(change => $"{change.Name} {change.Kind}").Order());
        Assert.Empty(plan.LeftOver);
        Assert.Contains(
            "! two (Service): NOT FINISHED: the update stopped while it was deleted: how far that came, the record does not tell",
            TextReport.Render(ReviewInput.Review(Encoding.UTF8.GetBytes(record))),
            StringComparison.Ordinal
        );
        // What ends well has finished all that it began.
        Assert.Empty(
            ReviewInput.Read(Encoding.UTF8.GetBytes(record.Replace("canceled", "succeeded", StringComparison.Ordinal))).Unfinished
        );
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void What_is_done_takes_no_time_any_more(bool isPreview, bool isTold)
    {
        const string events = """
            {"sequence":1,"resourcePreEvent":{"metadata":{"op":"update","urn":"urn:pulumi:a::b::docker:index/service:Service::web","diffs":["taskSpec"],"old":{"custom":true,"inputs":{"name":"b_web","taskSpec":{"containerSpec":{"image":"nginx:1"}},"updateConfig":{"monitor":"15s"}}},"new":{"custom":true,"inputs":{"name":"b_web","taskSpec":{"containerSpec":{"image":"nginx:2"}},"updateConfig":{"monitor":"15s"}}}}}}
            {"sequence":2,"resOutputsEvent":{"metadata":{"op":"update","urn":"urn:pulumi:a::b::docker:index/service:Service::web"}}}
            {"sequence":3,"summaryEvent":{"isPreview":false,"result":"succeeded","resourceChanges":{"update":1,"same":3}}}
            {"sequence":4,"cancelEvent":{}}
            """;
        var report = TextReport.Render(
            ReviewInput.Review(
                Encoding.UTF8.GetBytes(
                    isPreview ? events.Replace("\"isPreview\":false", "\"isPreview\":true", StringComparison.Ordinal) : events
                )
            )
        );

        Assert.Equal(isTold, report.Contains("at least 15 s for web", StringComparison.Ordinal));
        Assert.Equal(isTold, report.Contains("With --show-sames, ", StringComparison.Ordinal));
        Assert.Equal(
            !isTold,
            report.Contains(
                "The record leaves out what stays as it is, so the rules have judged only what changed.",
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public void A_node_that_had_not_joined_when_an_update_was_stopped_is_not_said_to_be_there()
    {
        const string record = """
            {"sequence":1,"resourcePreEvent":{"metadata":{"op":"create","urn":"urn:pulumi:a::b::swarm:swarm:SwarmMember::node4","new":{}}}}
            {"sequence":2,"resourcePreEvent":{"metadata":{"op":"create","urn":"urn:pulumi:a::b::swarm:swarm:SwarmMember$command:remote:Command::node4-join","new":{"custom":true,"parent":"urn:pulumi:a::b::swarm:swarm:SwarmMember::node4"}}}}
            {"sequence":3,"summaryEvent":{"isPreview":false,"result":"canceled","resourceChanges":{"create":1}}}
            {"sequence":4,"cancelEvent":{}}
            """;
        var review = ReviewInput.Review(Encoding.UTF8.GetBytes(record));

        Assert.Equal(["node4-join"], review.Plan.Unfinished.Select(change => change.Name));
        Assert.DoesNotContain(review.Effects, effect => effect.Subject == "node4");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_preview_that_an_update_prints_before_its_record_is_passed_over(bool isStream)
    {
        var preview = isStream ? ReviewInput.Stream("scale") : ReviewInput.Digest("scale");

        var plan = ReviewInput.Read([.. preview, .. Encoding.UTF8.GetBytes(FailedRecord)]);

        Assert.False(plan.IsPreview);
        Assert.Equal(["two"], plan.Changes.Select(change => change.Name));
    }

    [Fact]
    public void A_record_is_of_one_update()
    {
        var record = Encoding.UTF8.GetBytes(FailedRecord + "\n");

        Assert.All(
            [
                [.. record, .. record],
                [.. record, .. ReviewInput.Stream("scale")],
            ],
            (byte[] input) =>
                Assert.Equal(
                    $"plan.json: at byte {record.Length} begins a second stream of events. A report is of one change.",
                    Assert.Throws<PlanFormatException>(() => ReviewInput.Read(input)).Fault
                )
        );
    }

    [Fact]
    public void What_follows_a_preview_and_is_no_record_is_not_passed_over()
    {
        var digest = ReviewInput.Digest("scale");
        var end = digest.AsSpan().TrimEnd((byte)'\n').Length;
        var fault = $"plan.json: the plan ends at byte {end}, and something else follows at byte {digest.Length}.";

        Assert.All([digest, ReviewInput.Stream("scale"), Encoding.UTF8.GetBytes("{\"sequence\":1}")], (byte[] rest) =>
            Assert.Equal(fault, Assert.Throws<PlanFormatException>(() => ReviewInput.Read([.. digest, .. rest])).Fault)
        );
    }

    [Theory]
    [InlineData("", "plan.json is empty: no plan arrived.")]
    [InlineData("  \n", "plan.json is empty: no plan arrived.")]
    [InlineData("{\"steps\":[", "plan.json ends at byte 10, in the middle of the plan: it was cut off.")]
    [InlineData("{\"steps\":[\n{\"op\"", "plan.json ends at byte 16, in the middle of the plan: it was cut off.")]
    [InlineData("error: no stack\n", "plan.json is no JSON: at byte 0 stands \"error: no stack\".")]
    [InlineData("{\"diagnostics\":[{}]}\nerror: no", "plan.json: the plan ends at byte 20, and something else follows at byte 21.")]
    [InlineData("{\"steps\":[]\nwarning", "plan.json: at byte 12 stands \"warning\", which is no part of the plan.")]
    [InlineData(
        "{\"sequence\":1}\n{\"sequence\":2}\n",
        "plan.json ends at byte 30 without the event that ends a stream: the plan was cut off, or still runs."
    )]
    [InlineData("{\"sequence\":1}\n{\"sequen", "plan.json ends at byte 23, in the middle of the stream of events: it was cut off.")]
    [InlineData(
        "{\"sequence\":1}\nBuild succeeded.\n",
        "plan.json: at byte 15 stands \"Build succeeded.\", which is no part of the stream of events."
    )]
    [InlineData("{\"sequence\":1}\n{\"steps\":[]}", "plan.json: at byte 15 stands something that is no event of the stream before it.")]
    [InlineData(
        "{\"sequence\":1,\"preludeEvent\":{}}\n{\"sequence\":2,\"cancelEvent\":{}}\n{\"sequence\":3,\"preludeEvent\":{}}",
        "plan.json: at byte 65 begins a second stream of events. A report is of one change."
    )]
    [InlineData(
        "{\"sequence\":1,\"summaryEvent\":{}}\n{\"sequence\":2,\"cancelEvent\":{}}\n{\"sequence\":1,\"resourcePreEvent\":{}}",
        "plan.json: at byte 65 begins a second stream of events. A report is of one change."
    )]
    [InlineData("[1]", "plan.json holds JSON, but no plan.")]
    [InlineData(
        "{\"version\":3,\"deployment\":{}}",
        "plan.json holds JSON, but no plan. It is a state: what is there, not what would change."
    )]
    [InlineData(
        "{\"result\":\"succeeded\",\"duration\":1234567,\"summary\":{\"same\":20}}\n",
        "plan.json holds JSON, but no plan. It is the summary of --output json, which names no properties."
    )]
    [InlineData(
        "{\"result\":\"succeeded\",\"duration\":1234567,\"summary\":{\"delete\":1},\"resources\":[{\"urn\":\"urn:pulumi:a::b::c::d\",\"type\":\"c\",\"name\":\"d\",\"op\":\"delete\"}]}\n",
        "plan.json holds JSON, but no plan. It is the summary of --output json, which names no properties."
    )]
    [InlineData("{}", "plan.json holds JSON, but no plan.")]
    [InlineData("{\"duration\":5}", "plan.json holds JSON, but no plan.")]
    [InlineData("{\"config\":{\"a\":\"b\"}}", "plan.json holds JSON, but no plan.")]
    [InlineData("{\"changeSummary\":{\"same\":1}}", "plan.json holds JSON, but no plan.")]
    [InlineData("{\"steps\":[],\"diagnostics\":[]}", "plan.json holds JSON, but no plan.")]
    [InlineData("{\"steps\":[1,{\"op\":\"same\"}]}", "plan.json holds JSON, but no plan.")]
    public void What_is_no_whole_plan_is_refused_with_the_byte_where_it_ends(string input, string message)
    {
        var error = Assert.Throws<PlanFormatException>(() => ReviewInput.Read(Encoding.UTF8.GetBytes(input)));

        Assert.Equal(message + Fix, error.Message);
    }

    [Fact]
    public void Every_way_of_cutting_a_plan_off_is_an_error()
    {
        var digest = ReviewInput.Digest("no-change").AsSpan().TrimEnd((byte)'\n').ToArray();
        for (var length = 0; length < digest.Length; length += 97)
        {
            Assert.Throws<PlanFormatException>(() => ReviewInput.Read(digest[..length]));
        }
    }

    [Theory]
    [InlineData("""[{"severity":"error","message":"error: no room"}]""", PlanOutcome.Failed)]
    [InlineData("""[{"severity":"warning","message":"warning: old"}]""", PlanOutcome.Cancelled)]
    public void A_digest_that_has_counted_nothing_is_not_whole(string said, PlanOutcome outcome) =>
        Assert.Equal(outcome, ReviewInput.Read(Encoding.UTF8.GetBytes($$"""{"diagnostics":{{said}},"duration":5}""")).Outcome);

    [Fact]
    public void Two_streams_are_not_one_report()
    {
        var first = ReviewInput.Stream("scale");

        var error = Assert.Throws<PlanFormatException>(() => ReviewInput.Read([.. first, .. ReviewInput.Stream("destroy")]));

        Assert.Equal($"plan.json: at byte {first.Length} begins a second stream of events. A report is of one change.", error.Fault);
    }

    [Theory]
    [InlineData("\"planning\":true", "preview", 0)]
    [InlineData("\"planning\":false", "update", 2)]
    [InlineData("\"later\":true", "update", 2)]
    public void Without_its_summary_a_stream_is_a_preview_where_its_steps_are_planned(string planning, string what, int unfinished)
    {
        var lines = Encoding
            .UTF8.GetString(ReviewInput.Stream("image-change"))
            .Replace("\"planning\":true", planning, StringComparison.Ordinal)
            .Split('\n')
            .Where(line => !line.Contains("\"summaryEvent\"", StringComparison.Ordinal));
        // Both steps had begun.
        var begun = lines.Where(line =>
            !line.Contains("\"resOutputsEvent\"", StringComparison.Ordinal) || !line.Contains("\"op\":\"update\"", StringComparison.Ordinal)
        );

        var review = ReviewInput.Review(Encoding.UTF8.GetBytes(string.Join('\n', begun)));

        Assert.StartsWith($"LOOK TWICE: The {what} was STOPPED, so this may not be all.", review.Verdict.Line, StringComparison.Ordinal);
        Assert.Equal(unfinished, review.Plan.Unfinished.Count);
    }

    [Theory]
    [InlineData("", PlanOutcome.Cancelled)]
    [InlineData("{\"sequence\":2,\"diagnosticEvent\":{\"severity\":\"error\",\"message\":\"no room\"}}\n", PlanOutcome.Failed)]
    [InlineData("{\"sequence\":2,\"summaryEvent\":{\"result\":\"succeeded\"}}\n", PlanOutcome.Succeeded)]
    public void A_stream_that_ends_without_its_summary_is_not_whole(string before, PlanOutcome outcome) =>
        Assert.Equal(
            outcome,
            ReviewInput.Read(Encoding.UTF8.GetBytes($"{{\"sequence\":1}}\n{before}{{\"sequence\":3,\"cancelEvent\":{{}}}}\n")).Outcome
        );

    [Theory]
    [InlineData("a\\ud800b", "a\ufffdb")]
    [InlineData("a\\udc00b", "a\ufffdb")]
    [InlineData("\\ud800", "\ufffd")]
    [InlineData("\\ud800\\n\\ud83d\\udE00", "\ufffd\n\U0001F600")]
    [InlineData("\\\\ud800", "\\ud800")]
    [InlineData("\\ud800\\\\", "\ufffd\\")]
    public void Half_a_character_breaks_nothing(string written, string read)
    {
        var plan =
            $$$"""{"config":{"swarm:a":"{{{written}}}"},"steps":[{"op":"create","urn":"urn:pulumi:a::b::c::d","newState":{"inputs":{"{{{written}}}":"{{{written}}}"} } }]}""";

        Assert.All([plan, Stream(plan)], text =>
        {
            var found = ReviewInput.Read(Encoding.UTF8.GetBytes(text));
            Assert.Equal(read, found.Configuration["swarm:a"]);
        });
        Assert.Equal(read, ReviewInput.Read(Encoding.UTF8.GetBytes(plan)).Changes.Single().New!.Inputs[read].Text);

        static string Stream(string digest) => $$"""{"sequence":1,"preludeEvent":{{digest}} }{"sequence":2,"summaryEvent":{} }""";
    }

    [Fact]
    public void Bytes_that_are_no_text_break_nothing()
    {
        byte[] plan = [.. "{\"diagnostics\":[{}],\"config\":{\"a\":\""u8, 0xC3, .. "b"u8, 0xFF, .. "\u00e9\"}}"u8];

        Assert.Equal("?b?\u00e9", ReviewInput.Read(plan).Configuration["a"]);
    }

    [Fact]
    public void Of_a_key_that_is_there_twice_the_last_counts()
    {
        const string Members = """{"diagnostics":[{}],"config":{"a":"1","a":"2"},"changeSummary":{"same":1,"same":2}}""";
        var stream =
            $$$"""{"sequence":1,"preludeEvent":{{{Members}}} }{"sequence":2,"summaryEvent":{"resourceChanges":{"same":1,"same":2} } }""";

        Assert.All([Members, stream], text =>
        {
            var plan = ReviewInput.Read(Encoding.UTF8.GetBytes(text));
            Assert.Equal(("2", 2), (plan.Configuration["a"], plan.Counts["same"]));
        });
    }

    [Fact]
    public void A_property_that_is_there_twice_is_compared_by_its_last()
    {
        var twice = Value.Of(System.Text.Json.JsonDocument.Parse("""{"a": 1, "a": 2}""").RootElement);
        var once = Value.Of(System.Text.Json.JsonDocument.Parse("""{"a": 2}""").RootElement);

        Assert.Equal(once, twice);
    }

    [Theory]
    [InlineData(0, PlanOutcome.Succeeded)]
    [InlineData(7, PlanOutcome.Succeeded)]
    [InlineData(8, PlanOutcome.Cancelled)]
    [InlineData(1, PlanOutcome.Failed)]
    [InlineData(255, PlanOutcome.Failed)]
    public void The_exit_code_of_the_CLI_tells_whether_the_plan_is_whole(int code, PlanOutcome outcome) =>
        Assert.Equal(outcome, ReviewInput.Read(ReviewInput.Digest("scale")).With(code).Outcome);

    private static IEnumerable<string> Lines(Plan plan) =>
        plan
            .Changes.Select(change =>
                $"{change.Kind} {change.Operation} {change.Type} {change.Name}"
                + (change.Old is { } old ? $" old: {old.Parent} {old.Inputs} {old.IsKept}" : "")
                + (change.New is { } next ? $" new: {next.Parent} {next.Inputs} {next.IsKept}" : "")
                + $" {string.Join(",", change.ReplaceReasons.Concat(change.DifferenceReasons))}[{string.Join(",", change.Marks.Select(mark => $"{mark.Path} {mark.Kind}"))}]"
            )
            .Order(StringComparer.Ordinal);
}
