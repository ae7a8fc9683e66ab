using Pulumi;

namespace Tests.Standins.Facts;

public class CoreFactsTests
{
    [Fact]
    public void Every_public_type_and_member_of_the_core_package_is_the_genuine_one()
    {
        var listing = new ApiListing(File.ReadLines(FactsFolder.Copy("pulumi-public-api-3.112.1.txt")));
        // The copy has the types that the stand-in names, with all their members; the genuine package has more types.
        var types = PublicApi.VisibleTypes(typeof(Deployment).Assembly).Where(type => StandIn.IsHere || listing.Lists(type)).ToList();

        Drift.AssertNone(types.SelectMany(listing.DriftOf).Concat(listing.LackingIn(types)));
    }

    [Fact]
    public void Whatever_drifts_from_the_genuine_API_is_named()
    {
        var listing = new ApiListing([
            "class Tests.Standins.Facts.CoreFactsTests.Drifting : System.Exception",
            "  int? Count { get; }",
            "  new(string name, bool open = False)",
            "  static System.Collections.Generic.List<T> Of<T>(params T[] items)",
            "  string? Text { get; set; }",
        ]);

        Assert.Equal(
            [
                "sealed class Tests.Standins.Facts.CoreFactsTests.Drifting: the genuine package has \"class Tests.Standins.Facts.CoreFactsTests.Drifting : System.Exception\".",
                "Tests.Standins.Facts.CoreFactsTests.Drifting: \"new(string name, bool open = True)\"; the genuine type has \"new(string name, bool open = False)\".",
                "Tests.Standins.Facts.CoreFactsTests.Drifting: the genuine type has no \"void Extra()\".",
                "Tests.Standins.Facts.CoreFactsTests.Drifting: \"string Text { get; set; }\"; the genuine type has \"string? Text { get; set; }\".",
            ],
            listing.DriftOf(typeof(Drifting))
        );
        Assert.Equal(
            ["class Tests.Standins.Facts.CoreFactsTests: the genuine package has no such type."],
            listing.DriftOf(typeof(CoreFactsTests))
        );
        Assert.Equal(
            [
                "Tests.Standins.Facts.CoreFactsTests.Drifting: the package has no such type; the genuine one has \"class Tests.Standins.Facts.CoreFactsTests.Drifting : System.Exception\".",
            ],
            listing.LackingIn([typeof(CoreFactsTests)])
        );
    }

    public sealed class Drifting
    {
        public Drifting(string name, bool open = true) => Text = $"{name} {open}";

        public int? Count { get; }

        public string Text { get; set; }

        public static List<T> Of<T>(params T[] items) => [.. items];

        public void Extra() => Text = "";

        public override string ToString() => Text;
    }
}
