using System.CommandLine;
using Local.Cli;

// Ctrl-C belongs to the run, which ends what is under way first.
return await SwarmCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
