# shellcheck shell=sh
# On a manager: fails when another network of the swarm has addresses that the network NAME is to have. The engine takes such a network without a word, and its
# tasks then wait for addresses for ever. RANGES: what it is to have, with spaces between them.

require_docker

networks=$(docker network ls --filter scope=swarm --quiet)
# shellcheck disable=SC2086 # one id a word
networks=$(docker network inspect --format '{{.Name}}{{range .IPAM.Config}} {{.Subnet}}{{end}}' $networks)
taken=$(printf '%s\n' "$networks" | awk -v own="$NAME" -v ranges="$RANGES" '
  # Sets first and last; false for IPv6, of which equal ranges are found.
  function bounds(range,   part, n) {
    n = split(range, part, /[.\/]/)
    if (n != 5) return 0
    first = ((part[1] * 256 + part[2]) * 256 + part[3]) * 256 + part[4]
    last = first + 2 ^ (32 - part[5]) - 1
    return 1
  }
  function overlap(one, other,   low, high) {
    if (one == other) return 1
    if (!bounds(one)) return 0
    low = first
    high = last
    return bounds(other) && first <= high && low <= last
  }
  BEGIN { n = split(ranges, wanted, " ") }
  $1 != own {
    for (i = 2; i <= NF; i++)
      for (j = 1; j <= n; j++)
        if (overlap(wanted[j], $i)) {
          print "the range " wanted[j] " of the network " own " is not free: the network " $1 " has " $i "."
          exit
        }
  }')
[ -z "$taken" ] ||
  fail "$taken Choose another range. Where the other network is about to go, as after a change of its name, take it away in one up, and add the new one in the next."
