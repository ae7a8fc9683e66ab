namespace Pulumi.Aws.LB;

/// <summary>Puts a target into a target group.</summary>
public class TargetGroupAttachment : CustomResource
{
    private const string Token = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

    public TargetGroupAttachment(string name, TargetGroupAttachmentArgs args, CustomResourceOptions? options = null)
        : base(
            Token,
            name,
            args ?? new TargetGroupAttachmentArgs(),
            Package.Options(
                options,
                new() { Aliases = { new Alias { Type = "aws:elasticloadbalancingv2/targetGroupAttachment:TargetGroupAttachment" } } }
            )
        ) { }
}

/// <summary>The arguments of <see cref="TargetGroupAttachment"/>.</summary>
public sealed class TargetGroupAttachmentArgs : ResourceArgs
{
    /// <summary>The target group.</summary>
    [Input("targetGroupArn", required: true)]
    public Input<string> TargetGroupArn { get; set; } = null!;

    /// <summary>The target: an instance's id.</summary>
    [Input("targetId", required: true)]
    public Input<string> TargetId { get; set; } = null!;
}
