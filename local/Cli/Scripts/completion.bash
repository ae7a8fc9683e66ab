# Completion of ./swarm for bash: source <(./swarm completion bash)
# What it offers, nodes, stacks and services included, the program itself knows; it is never built for this.
_swarm() {
  local root program dotnet line
  root=$(readlink -f -- "$(command -v -- "${COMP_WORDS[0]}")") || return
  root=${root%/*}
  program=$root/local/Cli/bin/Debug/net10.0/swarm.dll
  dotnet=$(command -v dotnet || printf '%s\n' "$HOME/.dotnet/dotnet")
  if [ ! -e "$program" ] || [ ! -x "$dotnet" ]; then return; fi
  line="swarm ${COMP_WORDS[*]:1:COMP_CWORD}"
  mapfile -t COMPREPLY < <(
    cd -- "$root" && compgen -W "$("$dotnet" "$program" "[suggest:${#line}]" "$line" 2>/dev/null | grep -v '^/')" -- "${COMP_WORDS[COMP_CWORD]}"
  )
}
complete -o default -F _swarm swarm ./swarm
