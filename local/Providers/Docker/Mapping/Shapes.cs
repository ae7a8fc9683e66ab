namespace Local.Providers.Docker.Mapping;

/// <summary>The shapes, by the names that schemas read best with.</summary>
internal static class Shapes
{
    public static Shape Text { get; } = new TextShape();
    public static Shape Base64 { get; } = new Base64Shape();
    public static Shape Image { get; } = new ImageShape();
    public static Shape Flag { get; } = new FlagShape();
    public static Shape Whole { get; } = new WholeShape();
    public static Shape Mebibytes { get; } = new WholeShape(1024 * 1024);
    public static Shape PermissionBits { get; } = new WholeShape(mask: 0b111_111_111);
    public static Shape Ratio { get; } = new DecimalTextShape(1, decimals: 1);
    public static Shape Cpus { get; } = new DecimalTextShape(1_000_000_000);
    public static Shape Duration { get; } = new DurationShape();
    public static Shape FullDuration { get; } = new DurationShape(inFull: true);
    public static Shape Texts { get; } = new TextsShape();
    public static Shape TextSet { get; } = new TextsShape(set: true);
    public static Shape TextMap { get; } = new TextMapShape();
    public static Shape TextMapWithEngineEntries { get; } = new TextMapShape(engineAdds: true);
    public static Shape Variables { get; } = new EnvironmentShape();
    public static Shape Options { get; } = new OptionsShape();
    public static Shape Labels { get; } = new LabelsShape(replaces: false);
    public static Shape FixedLabels { get; } = new LabelsShape(replaces: true);

    public static Shape OneOf(params string[] allowed) => new TextShape(allowed);

    public static Shape Block(params Field[] fields) => new Block(fields);

    public static Shape ListOf(params Field[] fields) => new Blocks(set: false, fields);

    public static Shape SetOf(params Field[] fields) => new Blocks(set: true, fields);

    public static Shape ListInAnyOrder(params Field[] fields) => new Blocks(set: false, fields) { AnyOrder = true };
}
