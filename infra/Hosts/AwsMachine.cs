using Infra.Settings;
using Pulumi;
using Pulumi.Aws.Ec2;

namespace Infra.Hosts;

/// <summary>A machine on AWS as it is declared.</summary>
/// <param name="Node">The node that it becomes.</param>
/// <param name="Instance">The machine; its outputs are what it was made with.</param>
/// <param name="UserData">What a new machine would be told.</param>
/// <param name="HostPublicKey">Its public host key.</param>
internal sealed record AwsMachine(AwsNodeSettings Node, Instance Instance, Output<string> UserData, Output<string> HostPublicKey);
