using System.Collections.Concurrent;
using Local.Providers.Contract;
using Local.Runner.State;

namespace Local.Runner.Deployments.Registering;

/// <summary>Brings a resource of a provider from what is recorded to what the program wants: creates, updates, replaces it, or leaves it.</summary>
internal sealed class CustomResources(Run run, Replacements replacements, ProviderResources providers)
{
    private const string Provider = "provider";

    /// <summary>What this run makes, for the first time or again: what lived on it before is not there any more.</summary>
    private readonly ConcurrentDictionary<string, bool> _made = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the inputs, all of it.</summary>
    public static string Describe(string what, IReadOnlyList<CheckFailure> failures) =>
        $"{what}:\n"
        + string.Join(
            '\n',
            failures.Select(failure => failure.Property.Length == 0 ? $"  - {failure.Reason}" : $"  - {failure.Property}: {failure.Reason}")
        );

    public async Task<ResourceRecord> RegisterAsync(ResourceRecord draft, bool? deleteFirst, ResourceRecord? old)
    {
        var provider = run.Providers.Find(draft.Provider, draft.Type);
        if (old is null && run.FindExisting is { } find)
        {
            old = await find(provider, Check(provider, draft, null));
        }

        if (old is null || old.External)
        {
            return await CreateAsync(provider, Check(provider, draft, null), ResourceStep.For(Operation.Create, null, draft), old);
        }

        if (old.PendingReplacement)
        {
            return await CreateAsync(provider, Check(provider, draft, null), ResourceStep.For(Operation.Replace, old, draft), old);
        }

        if (providers.Replaces(old.Provider, draft.Provider))
        {
            var other = ResourceStep.For(Operation.Replace, old, draft) with
            {
                Changes = [new PropertyChange(Provider, old.Provider, draft.Provider, NeedsReplace: true)],
                ReplaceReasons = [Provider],
            };
            return await ReplaceAsync(provider, draft, old, other, deleteFirst ?? false);
        }

        var next = Check(provider, draft, old) with { Id = old.Id, Created = old.Created, Modified = old.Modified };
        var diff = provider.Diff(draft.Identity, old.Id, old.Inputs.Reveal(), old.Outputs.Reveal(), AsRecorded(next, old).Reveal());
        var changes = PropertyComparison.Compare(
            old.Inputs,
            next.Inputs,
            diff.Changes.Concat(diff.Replaces),
            diff.Replaces.ToHashSet(StringComparer.Ordinal)
        );
        var reasons = ReplaceReasons(diff, changes, draft, old);
        var step = ResourceStep.For(Operation.Same, old, next) with
        {
            Changes = [.. changes.Select(change => change with { NeedsReplace = change.NeedsReplace || reasons.Contains(change.Path) })],
            ReplaceReasons = reasons,
        };
        if (reasons.Count > 0)
        {
            return await ReplaceAsync(
                provider,
                draft,
                old,
                step with
                {
                    Operation = Operation.Replace,
                },
                deleteFirst ?? diff.DeleteBeforeReplace
            );
        }

        if (changes.Count > 0 || !old.InitErrors.IsEmpty)
        {
            if (changes.Count == 0)
            {
                run.Reporter.Say(
                    LogLevel.Info,
                    $"It is updated although the program has not changed it: {string.Join("; ", old.InitErrors)}.",
                    draft.Urn
                );
            }

            return await UpdateAsync(provider, old, next, step with { Operation = Operation.Update }, diff);
        }

        var same = next with
        {
            Inputs = PropertyComparison.Identical(old.Inputs, next.Inputs) ? old.Inputs : next.Inputs,
            Outputs = SecretMarks.Restore(old.Outputs, next.Inputs, next.AdditionalSecretOutputs),
        };
        Unchanged.Keep(run.Store, old, same);
        run.Reporter.Finished(step with { NewRecord = same }, TimeSpan.Zero);
        return same;
    }

    /// <summary>The inputs as the provider completes them, with ignored changes undone.</summary>
    private static ResourceRecord Check(IProvider provider, ResourceRecord draft, ResourceRecord? old)
    {
        var wanted = old is null
            ? draft.Inputs
            : draft.IgnoreChanges.Select(PropertyPath.Parse).Aggregate(draft.Inputs, (inputs, path) => path.Copy(old.Inputs, inputs));
        var check = provider.Check(draft.Identity, old?.Inputs.Reveal(), wanted.Reveal());
        return check.Failures.Count == 0
            ? draft with
            {
                Inputs = SecretMarks.Restore(check.Inputs, wanted, []),
            }
            : throw new RefusedException(Describe($"The inputs of {draft.Type} \"{draft.Name}\" are not valid", check.Failures));
    }

    /// <summary>
    /// The inputs with what is to be ignored as the outputs have it: a provider compares and sends that, where what is there differs from the program's words.
    /// Not where a path stands for many: the genuine providers look for it as it is written, and find none.
    /// </summary>
    private static PropertyMap AsRecorded(ResourceRecord next, ResourceRecord old) =>
        next
            .IgnoreChanges.Select(PropertyPath.Parse)
            .Where(path => !path.Parts.Contains(PropertyPath.Any) && old.Outputs.ContainsKey(path.Parts[0]))
            .Aggregate(next.Inputs, (inputs, path) => path.Copy(old.Outputs, inputs));

    private IReadOnlyList<string> ReplaceReasons(
        DiffResult diff,
        IReadOnlyList<PropertyChange> changes,
        ResourceRecord draft,
        ResourceRecord old
    )
    {
        var wanted = draft.ReplaceOnChanges.Select(PropertyPath.Parse).ToList();
        var byOption =
            wanted.Count == 0
                ? []
                : changes.Where(change => wanted.Any(path => path.Touches(PropertyPath.Parse(change.Path)))).Select(change => change.Path);
        string[] byCompany = _made.ContainsKey(draft.DeletedWith) ? ["deletedWith"] : [];
        string[] byTrigger = Triggers(draft.ReplacementTrigger, old.ReplacementTrigger) ? ["replacementTrigger"] : [];
        return [.. diff.Replaces.Concat(byOption).Concat(byCompany).Concat(byTrigger).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>What is not known may be another value; a record from before the option was set is as good as the first.</summary>
    private static bool Triggers(PropertyValue wanted, PropertyValue recorded) =>
        wanted.ContainsUnknowns || (wanted.Kind != PropertyKind.Null && recorded.Kind != PropertyKind.Null && !wanted.Equals(recorded));

    private async Task<ResourceRecord> CreateAsync(IProvider provider, ResourceRecord next, ResourceStep step, ResourceRecord? old)
    {
        _made[next.Urn] = true;
        if (run.IsPreview)
        {
            return Plan(step, next with { Outputs = next.Inputs }, old);
        }

        RefuseUnknowns(next);
        var record = await run.OperateAsync(
            step with
            {
                NewRecord = next,
            },
            new PendingOperation(next, PendingKind.Creating),
            next.CustomTimeouts?.Create,
            (operation, cancellation) => provider.CreateAsync(operation, next.Inputs.Reveal(), cancellation),
            (state, made) => Record(state, old, Made(next, made)),
            (state, failure) =>
            {
                if (failure.Partial is { } half)
                {
                    Record(state, old, Made(next, half) with { InitErrors = [failure.Message] });
                }
            }
        );
        return record!;
    }

    private async Task<ResourceRecord> UpdateAsync(
        IProvider provider,
        ResourceRecord old,
        ResourceRecord next,
        ResourceStep step,
        DiffResult diff
    )
    {
        if (run.IsPreview)
        {
            var kept = old.Outputs.Where(output => !old.Inputs.ContainsKey(output.Key)).Concat(next.Inputs);
            var outputs = new PropertyMap(
                kept.DistinctBy(item => item.Key)
                    .Select(item => diff.MayChange.Contains(item.Key) ? KeyValuePair.Create(item.Key, PropertyValue.Unknown) : item)
            );
            return Plan(step, next with { Outputs = outputs }, old);
        }

        RefuseUnknowns(next);
        var record = await run.OperateAsync(
            step,
            new PendingOperation(old, PendingKind.Updating),
            next.CustomTimeouts?.Update,
            (operation, cancellation) =>
                provider.UpdateAsync(
                    operation,
                    old.Id,
                    old.Inputs.Reveal(),
                    old.Outputs.Reveal(),
                    AsRecorded(next, old).Reveal(),
                    cancellation
                ),
            (state, updated) => Record(state, old, Made(next, updated)),
            (state, failure) =>
            {
                if (failure.Partial is { } half)
                {
                    Record(state, old, Made(next, half) with { InitErrors = [failure.Message] });
                }
            }
        );
        return record!;
    }

    private async Task<ResourceRecord> ReplaceAsync(
        IProvider provider,
        ResourceRecord draft,
        ResourceRecord old,
        ResourceStep step,
        bool deleteFirst
    )
    {
        if (old.Protect && draft.Protect)
        {
            throw new RefusedException(
                $"{draft.Urn} must be replaced ({string.Join(", ", step.ReplaceReasons)}), but is protected. Set Protect to false in the program to let it be replaced, or undo the change."
            );
        }

        // Names and defaults that were kept from the old one are made anew.
        var next = Check(provider, draft, null);
        if (!deleteFirst)
        {
            return await CreateAsync(provider, next, step, old);
        }

        var gone = await replacements.DeleteFirstAsync(old);
        return await CreateAsync(provider, next, step, gone);
    }

    /// <summary>Puts the new record in the place of the old one; an old one that still exists stays, to be deleted when all else is done.</summary>
    private static ResourceRecord Record(StackState state, ResourceRecord? old, ResourceRecord next)
    {
        if (old is not null && (old.Id == next.Id || old.PendingReplacement || old.External))
        {
            state.Move(old, next);
        }
        else
        {
            if (old is not null)
            {
                state.Replace(old, old with { Delete = true });
            }

            state.Add(next);
        }

        return next;
    }

    private ResourceRecord Plan(ResourceStep step, ResourceRecord next, ResourceRecord? old)
    {
        var planned = step with { NewRecord = next };
        run.Reporter.Started(planned);
        run.Store.Change(state => Record(state, old, next));
        run.Reporter.Finished(planned, TimeSpan.Zero);
        return next;
    }

    private ResourceRecord Made(ResourceRecord next, ResourceState made) =>
        next with
        {
            Id = made.Id,
            Outputs = SecretMarks.Restore(made.Outputs, next.Inputs, next.AdditionalSecretOutputs),
            InitErrors = [],
            Created = next.Created ?? run.Clock.GetUtcNow(),
            Modified = run.Clock.GetUtcNow(),
        };

    private static void RefuseUnknowns(ResourceRecord next)
    {
        var unknown = next.Inputs.Where(input => input.Value.ContainsUnknowns).Select(input => input.Key).ToList();
        if (unknown.Count > 0)
        {
            throw new RefusedException(
                $"{string.Join(", ", unknown)} of {next.Type} \"{next.Name}\" cannot be known: what it comes from failed, or never produced a value."
            );
        }
    }
}
