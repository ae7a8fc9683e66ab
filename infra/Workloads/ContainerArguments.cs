using Infra.Compose;
using Infra.Compose.Format;
using Pulumi;
using Pulumi.Docker.Inputs;
using Service = Infra.Compose.Format.Service;
using Volume = Infra.Compose.Format.Volume;

namespace Infra.Workloads;

/// <summary>The container of a service's tasks in the provider's terms.</summary>
internal sealed class ContainerArguments(EngineNames names, EngineObjects objects)
{
    public ServiceTaskSpecContainerSpecArgs Of(Service service)
    {
        var spec = new ServiceTaskSpecContainerSpecArgs
        {
            Image = ImageName.Familiar(service.Image),
            Commands = Texts(service.Entrypoint),
            Args = Texts(service.Command),
            Env = service.Environment.ToInputMap(),
            Labels =
            [
                .. names
                    .Labels(service.Labels)
                    .Select(label => new ServiceTaskSpecContainerSpecLabelArgs { Label = label.Key, Value = label.Value.ToInput() }),
            ],
            // Left out, the provider sends zero, and tasks are killed at once.
            StopGracePeriod = Durations.Render(service.StopGracePeriod),
            // Empty, or one that was taken out of the file would stay: then the image's holds.
            Healthcheck = Healthcheck(service.Healthcheck ?? new Healthcheck([], default, default, default, 0)),
            DnsConfig = new ServiceTaskSpecContainerSpecDnsConfigArgs { Nameservers = [.. service.Dns], Searches = [.. service.DnsSearch] },
            // Left out, the provider sends false.
            Init = service.Init ?? false,
        };
        CopyWhatIsSet(service, spec);
        return spec;
    }

    // What the file leaves out is left out here too: the engine's default, or the image's.
    private void CopyWhatIsSet(Service service, ServiceTaskSpecContainerSpecArgs spec)
    {
        spec.Hostname = service.Hostname!;
        spec.User = service.User!;
        spec.Dir = service.WorkingDirectory!;
        spec.StopSignal = service.StopSignal!;
        spec.Isolation = service.Isolation!;
        if (service.ReadOnly)
        {
            spec.ReadOnly = true;
        }

        if (service.CapAdd.Count > 0)
        {
            spec.CapAdds = [.. service.CapAdd];
        }

        if (service.CapDrop.Count > 0)
        {
            spec.CapDrops = [.. service.CapDrop];
        }

        if (service.Sysctls.Count > 0)
        {
            spec.Sysctl = service.Sysctls.Select(sysctl => KeyValuePair.Create(sysctl.Key, new Text(sysctl.Value))).ToInputMap();
        }

        if (service.ExtraHosts.Count > 0)
        {
            spec.Hosts =
            [
                .. service.ExtraHosts.Select(host => new ServiceTaskSpecContainerSpecHostArgs { Host = host.Host, Ip = host.Ip }),
            ];
        }

        if (service.Mounts.Count > 0)
        {
            spec.Mounts = [.. service.Mounts.Select(Mounted)];
        }

        if (service.Configs.Count > 0)
        {
            spec.Configs = [.. service.Configs.Select(reference => Config(reference, objects.Config(reference.Source.Name)))];
        }

        if (service.Secrets.Count > 0)
        {
            spec.Secrets = [.. service.Secrets.Select(reference => Secret(reference, objects.Secret(reference.Source.Name)))];
        }
    }

    private static InputList<string> Texts(IEnumerable<Text> texts) => [.. texts.Select(text => text.ToInput())];

    private static ServiceTaskSpecContainerSpecHealthcheckArgs Healthcheck(Healthcheck check) =>
        new()
        {
            Tests = Texts(check.Test),
            Interval = Durations.Render(check.Interval),
            Timeout = Durations.Render(check.Timeout),
            StartPeriod = Durations.Render(check.StartPeriod),
            Retries = check.Retries,
        };

    private static ServiceTaskSpecContainerSpecConfigArgs Config(FileReference reference, EngineObject found) =>
        new()
        {
            ConfigId = found.Id,
            ConfigName = found.Name,
            FileName = reference.Target,
            FileUid = reference.Uid,
            FileGid = reference.Gid,
            FileMode = reference.Mode,
        };

    private static ServiceTaskSpecContainerSpecSecretArgs Secret(FileReference reference, EngineObject found) =>
        new()
        {
            SecretId = found.Id,
            SecretName = found.Name,
            FileName = reference.Target,
            FileUid = reference.Uid,
            FileGid = reference.Gid,
            FileMode = reference.Mode,
        };

    private ServiceTaskSpecContainerSpecMountArgs Mounted(Mount mount)
    {
        // The engine's own. Written out, the provider would read 0777 back, and find a difference after every refresh.
        var mode = mount.TmpfsMode == Convert.ToInt32("1777", 8) ? 0 : mount.TmpfsMode;
        var arguments = new ServiceTaskSpecContainerSpecMountArgs
        {
            Type = mount.Type,
            Target = mount.Target,
            ReadOnly = mount.ReadOnly,
        };
        if (mount.Source is { } source)
        {
            arguments.Source = mount.Type == "volume" ? objects.VolumeName(source) : source;
        }

        if (mount.Propagation is { } propagation)
        {
            arguments.BindOptions = new ServiceTaskSpecContainerSpecMountBindOptionsArgs { Propagation = propagation };
        }

        if (mount.TmpfsSize > 0 || mode > 0)
        {
            var tmpfs = new ServiceTaskSpecContainerSpecMountTmpfsOptionsArgs();
            if (mount.TmpfsSize > 0)
            {
                tmpfs.SizeBytes = mount.TmpfsSize;
            }

            if (mode > 0)
            {
                tmpfs.Mode = mode;
            }

            arguments.TmpfsOptions = tmpfs;
        }

        var made = mount.MakesVolume ? objects.Volume(mount.Source!) : null;
        if (mount.NoCopy || made is not null)
        {
            arguments.VolumeOptions = VolumeOptions(mount, made);
        }

        return arguments;
    }

    // With its driver and labels where a task has it made, as docker's own client does it on every node.
    private ServiceTaskSpecContainerSpecMountVolumeOptionsArgs VolumeOptions(Mount mount, Volume? made)
    {
        var options = new ServiceTaskSpecContainerSpecMountVolumeOptionsArgs();
        if (mount.NoCopy)
        {
            options.NoCopy = true;
        }

        if (made is null)
        {
            return options;
        }

        options.DriverName = made.Driver;
        options.Labels =
        [
            .. names
                .Labels(made.Labels)
                .Select(label => new ServiceTaskSpecContainerSpecMountVolumeOptionsLabelArgs
                {
                    Label = label.Key,
                    Value = label.Value.ToInput(),
                }),
        ];
        if (made.DriverOptions.Count > 0)
        {
            options.DriverOptions = made.DriverOptions.ToInputMap();
        }

        return options;
    }
}
