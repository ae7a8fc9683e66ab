#compdef swarm
# Completion of ./swarm for zsh: source <(./swarm completion zsh), after compinit.
# What it offers, nodes, stacks and services included, the program itself knows; it is never built for this.
_swarm() {
  local root program dotnet line
  local -a offers
  root=${${:-$(command -v -- "${words[1]}")}:A:h}
  program=$root/local/Cli/bin/Debug/net10.0/swarm.dll
  dotnet=$(command -v dotnet || print -r -- "$HOME/.dotnet/dotnet")
  [[ -e $program && -x $dotnet ]] || return 1
  line="swarm ${(j: :)words[2,CURRENT]}"
  offers=("${(@f)$(cd -- "$root" && "$dotnet" "$program" "[suggest:${#line}]" "$line" 2>/dev/null | grep -v '^/')}")
  compadd -a offers
}
compdef _swarm swarm
