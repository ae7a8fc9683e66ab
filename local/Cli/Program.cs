using Local.Cli;

return await SwarmCommand.InvokeAsync(SwarmCommand.Create().Parse(args), Console.Error);
