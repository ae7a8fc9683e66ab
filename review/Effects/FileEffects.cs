using Review.Plans;

namespace Review.Effects;

/// <summary>Configs and secrets, which the engine never changes: another content is another one.</summary>
internal static class FileEffects
{
    internal const string Config = "docker:index/serviceConfig:ServiceConfig";
    private const string Secret = "docker:index/secret:Secret";

    public static bool IsFile(Change change) => change.Type is Config or Secret;

    public static IEnumerable<Effect> Of(Change file)
    {
        var what = file.Type == Secret ? "secret" : "config";
        // With a name that the stack file fixes there is no room for both.
        var isOneName = file.Old?.Inputs["name"] is { IsPresent: true } old && old == (file.New?.Inputs["name"] ?? Value.Absent);
        return file.Kind switch
        {
            ChangeKind.Imported => [OtherEffects.TakenOver(Area.Files, $"{what} {file.Name}", what)],
            ChangeKind.Created => [Effect("made", Care.Routine, "created")],
            ChangeKind.Deleted when file.IsLeftBehind => [OtherEffects.LeftBehind(file, Area.Files, $"{what} {file.Name}", what)],
            ChangeKind.Deleted => [Effect("removed; no service of the stack uses it any more", Care.Routine, "removed")],
            ChangeKind.Replaced when isOneName =>
            [
                Effect(
                    "exchanged under the same name: the old one has to go first, and cannot while a service uses it",
                    Care.LookTwice,
                    "exchanged"
                ),
            ],
            ChangeKind.Replaced =>
            [
                Effect(
                    "exchanged: the new one comes first, then the services that use it are rolled, then the old one goes",
                    Care.Routine,
                    "exchanged"
                ),
            ],
            ChangeKind.Updated => [Effect("changed in place, which the engine does of its labels only", Care.LookTwice, "changed")],
            ChangeKind.Refreshed => [FoundEffects.Of(file, Area.Files, $"{what} {file.Name}", what)],
            _ => [],
        };

        Effect Effect(string text, Care care, string verb) => new(Area.Files, $"{what} {file.Name}", text, care, new Counted(what, verb));
    }
}
