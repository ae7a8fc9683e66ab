using Bench;
using Local.Cli.Commands;

return args is [StackReading.Verb, var file]
    ? StackReading.Print(file)
    : await SwarmCommand.InvokeAsync(BenchCommand.Create().Parse(args), Console.Error);
