using Local.Providers.Contract;

namespace Local.Providers.Aws;

/// <summary>What the provider knows of one resource type of the package.</summary>
internal abstract class AwsType
{
    /// <summary>The type token.</summary>
    public abstract string Token { get; }

    /// <summary>The inputs that the local cloud understands, or may safely only record; any other is refused.</summary>
    public abstract IReadOnlySet<string> Inputs { get; }

    /// <summary>Inputs without which there is no such resource.</summary>
    public virtual IReadOnlySet<string> Required => new HashSet<string>();

    /// <summary>
    /// Inputs whose change needs a new resource: those that the upstream Terraform provider's schema marks as such
    /// (https://github.com/hashicorp/terraform-provider-aws, internal/service/ec2).
    /// </summary>
    public abstract IReadOnlySet<string> Replacing { get; }

    /// <summary>The default values of the provider's schema.</summary>
    public virtual IReadOnlyDictionary<string, PropertyValue> Defaults => new Dictionary<string, PropertyValue>();

    /// <summary>The input that gets an automatic name when the program gives none; null: there is no such input.</summary>
    public virtual string? NameInput => null;

    /// <summary>What is wrong with values that are known; touches nothing.</summary>
    public virtual IEnumerable<CheckFailure> Check(PropertyMap inputs) => [];

    /// <summary>A change that needs no replacement by the lists above may need one by its other values.</summary>
    public virtual bool Replaces(string input, PropertyMap newInputs) => Replacing.Contains(input);

    /// <summary>A new id.</summary>
    public abstract string NewId(PropertyMap inputs);

    /// <summary>Checks against what is there, in Amazon's words; returns the outputs. Runs while nothing else changes the books.</summary>
    public abstract PropertyMap Describe(AwsScene scene, string id, PropertyMap inputs, CloudRecord? old);

    /// <summary>Why it cannot go yet, in Amazon's words; null: it can.</summary>
    public virtual string? InUse(AwsScene scene, CloudRecord record) => null;

    /// <summary>True when the packet filters of machines depend on it.</summary>
    public virtual bool ConcernsNetwork => false;

    /// <summary>True when it is made with its record; else <see cref="CompleteAsync"/> makes it.</summary>
    public virtual bool IsMadeAtOnce => true;

    /// <summary>Clears what would be in the way of a new one.</summary>
    public virtual Task PrepareAsync(Instances instances, ResourceOperation operation, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>Makes what is behind the record.</summary>
    public virtual Task<CloudRecord> CompleteAsync(
        Instances instances,
        CloudRecord record,
        PropertyMap inputs,
        ResourceOperation operation,
        CancellationToken cancellation
    ) => Task.FromResult(record);

    /// <summary>True when what a run before began to make is there after all.</summary>
    public virtual Task<bool> AdoptAsync(
        Instances instances,
        CloudRecord record,
        ResourceOperation operation,
        CancellationToken cancellation
    ) => Task.FromResult(true);

    /// <summary>The outputs as they are now; null: what is behind the record is gone.</summary>
    public virtual PropertyMap? Observe(Machines.LocalCloud cloud, string id, PropertyMap outputs) => outputs;

    /// <summary>The outputs with what other resources and the schema add to them.</summary>
    public virtual PropertyMap Complete(CloudStore store, CloudRecord record, PropertyMap outputs) => outputs;

    /// <summary>What a user must know of a change that has no effect; null: nothing.</summary>
    public virtual string? RemarkOnUpdate(string id, PropertyMap oldInputs, PropertyMap newInputs) => null;

    /// <summary>Removes it, with all that is behind the record.</summary>
    public virtual Task RemoveAsync(
        Instances instances,
        CloudStore store,
        string id,
        ResourceOperation operation,
        CancellationToken cancellation
    )
    {
        store.Remove(id);
        return Task.CompletedTask;
    }
}

/// <summary>Where a resource lives.</summary>
/// <param name="Store">All recorded resources.</param>
/// <param name="Cloud">The machines.</param>
/// <param name="Region">The region's name.</param>
/// <param name="Owner">The URN of the resource that is being described.</param>
internal sealed record AwsScene(CloudStore Store, Machines.LocalCloud Cloud, string Region, string Owner)
{
    /// <summary>The record with this id.</summary>
    /// <param name="type">Its type token.</param>
    /// <param name="id">Its id.</param>
    /// <param name="missing">Amazon's error when there is none, with <c>{0}</c> for the id.</param>
    public CloudRecord Need(string type, string? id, string missing) =>
        Store.Find(type, id) ?? throw new ProviderException(string.Format(System.Globalization.CultureInfo.InvariantCulture, missing, id));

    /// <summary>The other resources of a type: neither this one nor one that it replaces.</summary>
    public IEnumerable<CloudRecord> Others(string type) => Store.All(type).Where(record => record.Owner != Owner);

    public string Arn(string resource) => AwsNames.Arn(Region, resource);
}
