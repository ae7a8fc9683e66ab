# shellcheck shell=sh
# Makes this node the first manager of a swarm at ADDRESS, with overlay networks from POOL in pieces of SUBNET_SIZE. PEERS are the other managers, as
# NAME=ADDRESS and with spaces between them.
# Prints the worker token, the manager token and the cluster's id, one a line.

require_docker
not_pending() {
  [ "$(swarm_state)" != pending ]
}
wait_for 60 not_pending || fail "its part in a swarm has been pending for 60 s. Run 'docker swarm leave --force' on it if that swarm is gone."

# A manager that is new, or came back on a new machine, must not lead a second swarm beside the one of the others.
refuse_second_swarm() {
  for peer in $PEERS; do
    ! reaches_swarm_port "${peer#*=}" ||
      fail "is in no swarm, but ${peer%%=*} manages one already. Run 'docker swarm join-token manager' on ${peer%%=*} and what it prints on this node, then run this again; or name new managers so that they come after those that are there."
  done
}

# Without a leader, a manager knows nothing of its swarm.
has_leader() {
  taken=$(docker info --format '{{join .Swarm.Cluster.DefaultAddrPool ","}}/{{.Swarm.Cluster.SubnetSize}}')
  [ "$taken" != /0 ]
}

case "$(swarm_state)" in
inactive)
  refuse_second_swarm
  docker swarm init --advertise-addr "$ADDRESS" --data-path-addr "$ADDRESS" \
    --default-addr-pool "$POOL" --default-addr-pool-mask-length "$SUBNET_SIZE" >/dev/null
  ;;
active)
  [ "$(docker info --format '{{.Swarm.ControlAvailable}}')" = true ] ||
    fail "is a worker of another swarm. Run 'docker swarm leave --force' on it if that swarm is gone."
  advertised=$(docker info --format '{{.Swarm.NodeAddr}}')
  [ "$advertised" = "$ADDRESS" ] ||
    fail "manages a swarm already, but as $advertised instead of $ADDRESS. Run 'docker swarm leave --force' on it if that swarm may go."
  wait_for 60 has_leader ||
    fail "manages a swarm that has no leader, since too few of its managers answer. Start them again; or, if they are gone for good, run 'docker swarm init --force-new-cluster' on it."
  [ "$taken" = "$POOL/$SUBNET_SIZE" ] ||
    fail "manages a swarm already, whose overlay pool $taken cannot be changed to $POOL/$SUBNET_SIZE. Set swarm:overlayPool and swarm:overlaySubnetSize back, or destroy the stack first."
  ;;
locked)
  fail "manages a swarm that is locked. Run 'docker swarm unlock' on it."
  ;;
*)
  fail "its part in a swarm is in error: $(docker info --format '{{.Swarm.Error}}'). Run 'docker swarm leave --force' on it if that swarm is gone."
  ;;
esac

swarm=$(engine /swarm)
printf '%s\n' "$swarm" | sed -n 's/^{"ID":"\([^"]*\)".*"JoinTokens":{"Worker":"\([^"]*\)","Manager":"\([^"]*\)"}.*/\2\n\3\n\1/p'
