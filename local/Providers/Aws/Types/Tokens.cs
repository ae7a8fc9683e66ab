namespace Local.Providers.Aws.Types;

/// <summary>The type tokens that refer to each other.</summary>
internal static class Tokens
{
    public const string Vpc = "aws:ec2/vpc:Vpc";
    public const string Subnet = "aws:ec2/subnet:Subnet";
    public const string InternetGateway = "aws:ec2/internetGateway:InternetGateway";
    public const string NatGateway = "aws:ec2/natGateway:NatGateway";
    public const string RouteTable = "aws:ec2/routeTable:RouteTable";
    public const string Route = "aws:ec2/route:Route";
    public const string RouteTableAssociation = "aws:ec2/routeTableAssociation:RouteTableAssociation";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    public const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    public const string KeyPair = "aws:ec2/keyPair:KeyPair";
    public const string Instance = "aws:ec2/instance:Instance";
    public const string Eip = "aws:ec2/eip:Eip";
    public const string EipAssociation = "aws:ec2/eipAssociation:EipAssociation";
    public const string Role = "aws:iam/role:Role";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string RolePolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    public const string InstanceProfile = "aws:iam/instanceProfile:InstanceProfile";
    public const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";
    public const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    public const string Listener = "aws:lb/listener:Listener";
    public const string TargetGroupAttachment = "aws:lb/targetGroupAttachment:TargetGroupAttachment";

    public const string NoVpc = "InvalidVpcID.NotFound: The vpc ID '{0}' does not exist";
    public const string NoSubnet = "InvalidSubnetID.NotFound: The subnet ID '{0}' does not exist";
    public const string NoGroup = "InvalidGroup.NotFound: The security group '{0}' does not exist";
    public const string NoInstance = "InvalidInstanceID.NotFound: The instance ID '{0}' does not exist";
    public const string NoRouteTable = "InvalidRouteTableID.NotFound: The routeTable ID '{0}' does not exist";
    public const string NoGateway = "InvalidInternetGatewayID.NotFound: The internetGateway ID '{0}' does not exist";
    public const string NoNatGateway = "InvalidNatGatewayID.NotFound: The natGateway ID '{0}' does not exist";
    public const string NoAddress = "InvalidAllocationID.NotFound: The allocation ID '{0}' does not exist";
    public const string NoRole = "NoSuchEntity: The role with name {0} cannot be found.";
    public const string NoPolicy = "NoSuchEntity: Policy {0} does not exist or is not attachable.";
    public const string NoProfile =
        "InvalidParameterValue: Value ({0}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name";
    public const string NoKeyPair = "InvalidKeyPair.NotFound: The key pair '{0}' does not exist";
}
