namespace Pulumi.Aws.Iam.Inputs;

/// <summary>A policy in parts; programs here write policies in JSON.</summary>
public sealed class PolicyDocumentArgs : ResourceArgs;
