using Local.Machines;
using Local.Providers.Contract;

namespace Local.Providers.Command;

/// <summary>Package <c>command</c>; it has no settings.</summary>
/// <param name="endpoints">Maps the ports of local machines.</param>
/// <param name="programDirectory">Where local commands run that name no <c>dir</c>: the program's own directory.</param>
public sealed class CommandProviderFactory(IEndpointResolver endpoints, string programDirectory) : IProviderFactory
{
    public string Package => "command";

    public IReadOnlyList<CheckFailure> CheckConfig(PropertyMap config) => [];

    public IProvider Create(PropertyMap config) =>
        new CommandProvider(new RemoteShell(endpoints), new LocalShell(endpoints, programDirectory));
}
