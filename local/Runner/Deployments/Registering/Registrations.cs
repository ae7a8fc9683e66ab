using System.Collections.Concurrent;
using Local.Providers.Contract;
using Local.Runner.Resources;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>Deals with what a program registers: finds what is recorded under the name, and brings the one to the other.</summary>
internal sealed class Registrations
{
    private readonly Run _run;
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Goal> _goals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _defaultProviders = new(StringComparer.Ordinal);
    private readonly Aliases _aliases;
    private readonly Replacements _replacements;
    private readonly CustomResources _custom;
    private readonly ProviderResources _providers;
    private readonly Readings _reading;
    private int _skipped;

    public Registrations(Run run)
    {
        _run = run;
        _aliases = new Aliases(run);
        _replacements = new Replacements(run, IsSeen);
        _providers = new ProviderResources(run);
        _custom = new CustomResources(run, _replacements, _providers);
        _reading = new Readings(run);
    }

    /// <summary>How many resources were not started because something they depend on failed.</summary>
    public int Skipped => _skipped;

    /// <summary>Registers a resource, and answers when it is as the program wants it, or cannot be.</summary>
    public Task<Registered> RegisterAsync(Goal goal) => AnswerAsync(goal, async (urn, resolved) =>
        {
            await _replacements.SettledAsync(urn);
            var old = _aliases.Find(urn, resolved);
            var draft = Draft(urn, resolved);
            return !resolved.Custom ? RegisterComponent(draft, old)
                : Urn.IsProvider(resolved.Type) ? _providers.Register(draft, resolved.Version, old)
                : await _custom.RegisterAsync(draft, resolved.DeleteBeforeReplace, old);
        });

    /// <summary>Reads a resource that the program does not manage.</summary>
    public Task<Registered> ReadAsync(Goal goal, string id) =>
        AnswerAsync(goal, (urn, resolved) => _reading.ReadAsync(Draft(urn, resolved) with { Id = id, External = true }));

    /// <summary>Refuses a resource whose registration cannot even be read.</summary>
    public Registered Refuse(string parent, string type, string name, string why)
    {
        var urn = Urn.Create(_run.Options.Stack, _run.Configuration.Project, parent, type, name);
        _seen[urn] = true;
        _run.Reporter.Say(LogLevel.Error, why, urn);
        return Without(RegistrationResult.Failed, urn);
    }

    /// <summary>Takes the outputs of a component, or of the stack.</summary>
    public void RegisterOutputs(string urn, PropertyMap outputs)
    {
        if (_failed.ContainsKey(urn))
        {
            return;
        }

        var record = _run.Store.Look(state => state.Find(urn))
            ?? throw new RefusedException($"Outputs were registered for {urn}, which was not registered itself.");
        var next = record with { Outputs = outputs };
        _run.Store.Change(state => state.Replace(record, next), !PropertyComparison.Identical(record.Outputs, outputs));
        if (record.Type == Urn.StackType)
        {
            _run.Reporter.Outputs(outputs);
        }
    }

    /// <summary>Calls a function of a package.</summary>
    public async Task<PropertyMap> InvokeAsync(string token, string provider, string version, PropertyMap arguments)
    {
        var reference = provider.Length > 0 ? provider : await DefaultProviderAsync(Urn.Package(token), version, token);
        return await _run.Providers.Find(reference).InvokeAsync(token, arguments.Reveal(), _run.Interrupted);
    }

    /// <summary>What the program registered, or was about to.</summary>
    public bool IsSeen(string urn) => _seen.ContainsKey(urn);

    /// <summary>A record of the goal as it stands before the provider has said anything.</summary>
    public static ResourceRecord Draft(string urn, Goal goal) =>
        new()
        {
            Urn = urn,
            Type = goal.Type,
            Custom = goal.Custom,
            Inputs = goal.Inputs,
            Parent = goal.Parent,
            Provider = goal.Provider,
            Dependencies = goal.Dependencies,
            PropertyDependencies = goal.PropertyDependencies,
            Protect = goal.Protect ?? false,
            RetainOnDelete = goal.RetainOnDelete ?? false,
            DeletedWith = goal.DeletedWith,
            IgnoreChanges = goal.IgnoreChanges,
            ReplaceOnChanges = goal.ReplaceOnChanges,
            ReplacementTrigger = goal.ReplacementTrigger,
            AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
            CustomTimeouts = goal.CustomTimeouts,
            SourcePosition = goal.SourcePosition,
        };

    private async Task<Registered> AnswerAsync(Goal requested, Func<string, Goal, Task<ResourceRecord>> bringAbout)
    {
        var goal = Inherit(requested);
        var urn = Urn.Create(_run.Options.Stack, _run.Configuration.Project, goal.Parent, goal.Type, goal.Name);
        try
        {
            Claim(urn);
            _goals[urn] = goal;
            _run.Reporter.Secrets.Learn(goal.Inputs);
            if (DependsOnFailed(goal))
            {
                Interlocked.Increment(ref _skipped);
                return Without(RegistrationResult.Skipped, urn);
            }

            var record = await bringAbout(urn, await WithProviderAsync(goal));
            _run.Reporter.Secrets.Learn(record.Outputs);
            return new Registered(RegistrationResult.Success, urn, record.Id, record.Outputs);
        }
        catch (OperationFailedException)
        {
            return Without(RegistrationResult.Failed, urn);
        }
        catch (StoppedException)
        {
            return Without(RegistrationResult.Skipped, urn);
        }
        catch (Exception e)
        {
            _run.Reporter.Say(LogLevel.Error, Failures.Words(e), urn);
            return Without(RegistrationResult.Failed, urn);
        }
    }

    private Registered Without(RegistrationResult result, string urn)
    {
        _failed[urn] = true;
        return new Registered(result, urn, "", PropertyMap.Empty);
    }

    private ResourceRecord RegisterComponent(ResourceRecord draft, ResourceRecord? old)
    {
        if (old is null)
        {
            var made = draft with { Created = _run.Clock.GetUtcNow(), Modified = _run.Clock.GetUtcNow() };
            var create = ResourceStep.For(Operation.Create, null, made);
            _run.Reporter.Started(create);
            _run.Store.Change(state => state.Add(made));
            _run.Reporter.Finished(create, TimeSpan.Zero);
            return made with { Outputs = PropertyMap.Empty };
        }

        var kept = draft with { Outputs = old.Outputs, Created = old.Created, Modified = old.Modified };
        var changed = PropertyComparison.ChangedKeys(old.Inputs, draft.Inputs);
        var step = ResourceStep.For(changed.Count == 0 ? Operation.Same : Operation.Update, old, kept) with
        {
            Changes = PropertyComparison.Compare(old.Inputs, draft.Inputs, changed, new HashSet<string>()),
        };
        Unchanged.Keep(_run.Store, old, kept);
        _run.Reporter.Finished(step, TimeSpan.Zero);

        // The outputs come anew with RegisterResourceOutputs; the recorded ones may name what is not registered yet.
        return kept with
        {
            Outputs = PropertyMap.Empty,
        };
    }

    private void Claim(string urn)
    {
        _run.Stopped.ThrowStopped();
        if (!_seen.TryAdd(urn, true))
        {
            throw new RefusedException($"The name is taken: the program registers {urn} twice. Give one of the two another name.");
        }
    }

    private bool DependsOnFailed(Goal goal) => !_failed.IsEmpty && Draft("", goal).References().Any(_failed.ContainsKey);

    /// <summary>What a parent says of protection and deletion holds for its children too, unless they say otherwise.</summary>
    private Goal Inherit(Goal goal) =>
        !_goals.TryGetValue(goal.Parent, out var parent)
            ? goal
            : goal with
            {
                Protect = goal.Protect ?? parent.Protect,
                RetainOnDelete = goal.RetainOnDelete ?? parent.RetainOnDelete,
                DeletedWith = goal.DeletedWith.Length > 0 ? goal.DeletedWith : parent.DeletedWith,
            };

    private async Task<Goal> WithProviderAsync(Goal goal) =>
        !goal.Custom || goal.Provider.Length > 0 || Urn.IsProvider(goal.Type)
            ? goal
            : goal with
            {
                Provider = await DefaultProviderAsync(Urn.Package(goal.Type), goal.Version, goal.Type),
            };

    /// <summary>The provider of a package that the stack's configuration sets up, registered when it is first needed.</summary>
    private Task<string> DefaultProviderAsync(string package, string version, string askedFor) =>
        _defaultProviders
            .GetOrAdd($"{package} {version}", _ => new(async () =>
                {
                    _run.Providers.Factory(package, askedFor);
                    var prefix = package + ":";
                    var config = _run
                        .Configuration.Values.Where(value => value.Key.StartsWith(prefix, StringComparison.Ordinal))
                        .Select(value =>
                            KeyValuePair.Create(
                                value.Key[prefix.Length..],
                                value.Value.IsSecret ? PropertyValue.Of(value.Value.Text).ToSecret() : value.Value.Text
                            )
                        );
                    var registered = await RegisterAsync(
                        new Goal
                        {
                            Type = Urn.ProviderTypePrefix + package,
                            Name =
                                version.Length == 0
                                    ? "default"
                                    : "default_" + version.Replace('.', '_').Replace('-', '_').Replace('+', '_'),
                            Custom = true,
                            Inputs = new PropertyMap(
                                version.Length == 0 ? config : config.Append(KeyValuePair.Create("version", PropertyValue.Of(version)))
                            ),
                        }
                    );
                    return registered.Result == RegistrationResult.Success
                        ? new ProviderReference(registered.Urn, registered.Id.Length > 0 ? registered.Id : Signatures.Unknown).ToString()
                        : throw new OperationFailedException();
                }))
            .Value;
}
