using System.Collections.Concurrent;
using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>
/// Package <c>aws</c> for a plan that nobody means to carry out: it takes down what the program uses, and answers so that every configuration can be planned,
/// also one whose machines this computer could not run.
/// </summary>
/// <param name="types">The types that may be declared.</param>
public sealed class AwsSurvey(IReadOnlySet<string> types) : IProviderFactory
{
    private readonly ConcurrentQueue<AwsUse> _uses = new();
    private readonly ImaginedVpc _vpc = new();

    public string Package => "aws";

    /// <summary>What was used, each as often as it was.</summary>
    public IReadOnlyList<AwsUse> Uses => [.. _uses];

    /// <summary>The region; empty until the program has used anything.</summary>
    public string Region { get; private set; } = "";

    /// <summary>The project's name, as the program tags its machines; empty until it has declared one.</summary>
    public string Project { get; private set; } = "";

    public IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config) => AwsProviderFactory.NeedRegion(config);

    public IProvider Create(PropertyMap config)
    {
        Region = config.Text("region") ?? "";
        return new Provider(this, types);
    }

    private sealed class Provider(AwsSurvey survey, IReadOnlySet<string> types) : IProvider
    {
        public IReadOnlySet<string> Types => types;

        public CheckResult Check(ResourceIdentity resource, PropertyMap? oldInputs, PropertyMap newInputs)
        {
            survey._uses.Enqueue(
                new(resource.Type, resource.Name, newInputs.Keys.ToHashSet(StringComparer.Ordinal))
                {
                    PolicyArn = newInputs.Text("policyArn"),
                }
            );
            if (newInputs.Map("tags")?.Text("Project") is { } project)
            {
                survey.Project = project;
            }

            return new(newInputs, []);
        }

        public DiffResult Diff(
            ResourceIdentity resource,
            string id,
            PropertyMap oldInputs,
            PropertyMap oldOutputs,
            PropertyMap newInputs
        ) => new([], [], false);

        public Task<PropertyMap> InvokeAsync(string token, PropertyMap arguments, CancellationToken cancellation)
        {
            survey._uses.Enqueue(new(token, "", arguments.Keys.ToHashSet(StringComparer.Ordinal)));
            return Task.FromResult(Answer(token, arguments));
        }

        public Task<ResourceState> CreateAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
            throw OnlyPlans();

        public Task<ResourceState?> RecoverAsync(ResourceOperation operation, PropertyMap inputs, CancellationToken cancellation) =>
            throw OnlyPlans();

        public Task<ReadResult?> ReadAsync(
            ResourceOperation operation,
            string id,
            PropertyMap inputs,
            PropertyMap outputs,
            CancellationToken cancellation
        ) => throw OnlyPlans();

        public Task<ResourceState> UpdateAsync(
            ResourceOperation operation,
            string id,
            PropertyMap oldInputs,
            PropertyMap oldOutputs,
            PropertyMap newInputs,
            CancellationToken cancellation
        ) => throw OnlyPlans();

        public Task DeleteAsync(
            ResourceOperation operation,
            string id,
            PropertyMap inputs,
            PropertyMap outputs,
            CancellationToken cancellation
        ) => throw OnlyPlans();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private PropertyMap Answer(string token, PropertyMap arguments) =>
            token switch
            {
                "aws:index/getAvailabilityZones:getAvailabilityZones" => arguments.With("names", Texts(Zones())),
                "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings" => arguments.With("locations", Texts(Zones())),
                ImaginedVpc.GetVpc => survey._vpc.Vpc(arguments),
                ImaginedVpc.GetSubnet => survey._vpc.Subnet(arguments),
                "aws:ec2/getInstanceType:getInstanceType" => arguments
                    .With("bareMetal", false)
                    .With("defaultVcpus", 1024)
                    .With("ebsEncryptionSupport", "supported")
                    .With("memorySize", 32 << 20)
                    .With("supportedArchitectures", Texts(InstanceTypes.ProcessorOf(arguments.Text("instanceType") ?? "")))
                    .With("supportedUsagesClasses", Texts("on-demand", "spot"))
                    .With("supportedVirtualizationTypes", Texts("hvm")),
                // An image that is asked for by its id is of any processor: that it cannot be looked up is no refusal.
                "aws:ec2/getAmi:getAmi" when !arguments.ContainsKey("includeDeprecated") => arguments
                    .With("architecture", "x86_64")
                    .With("id", "ami-00000000"),
                _ => throw new ProviderException("nothing is looked up in a survey"),
            };

        private string[] Zones() => [.. "abcdef".Select(letter => $"{survey.Region}{letter}")];

        private static PropertyValue Texts(params string[] texts) => PropertyValue.Of(texts.Select(PropertyValue.Of));

        private static NotSupportedException OnlyPlans() => new("a survey only plans");
    }
}
