# Completion of ./swarm for fish: ./swarm completion fish | source
# What it offers, nodes, stacks and services included, the program itself knows; it is never built for this.
function __swarm_offers
    set -l words (commandline --tokenize --cut-at-cursor)
    set -l root (path dirname (path resolve (command --search -- $words[1]; or echo $words[1])[1]))
    set -l program $root/local/Cli/bin/Debug/net10.0/swarm.dll
    set -l dotnet (command --search dotnet; or echo $HOME/.dotnet/dotnet)
    test -e $program; and test -x $dotnet; or return
    set -l line (string join ' ' swarm $words[2..] (commandline --current-token --cut-at-cursor))
    env --chdir=$root $dotnet $program "[suggest:"(string length -- $line)"]" $line 2>/dev/null | string match --invert '/*'
end
complete --command swarm --no-files --arguments '(__swarm_offers)'
