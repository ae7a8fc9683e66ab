using Local.Cli.Commands;

return await SwarmCommand.InvokeAsync(SwarmCommand.Create().Parse(args), Console.Error);
