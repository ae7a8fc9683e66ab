# shellcheck shell=sh
# Has the credential helper of the node (helper.sh) act now. WHAT pull: the images NAMES are brought here. WHAT give: the service NAMES is given its credential.

program=${PROGRAM:-/usr/local/lib/swarm-credentials}
# shellcheck disable=SC2086 # words
if printed=$(as_root sh "$program" "$WHAT" $NAMES 2>&1); then
  [ -z "$printed" ] || say "$printed"
else
  fail "$printed
Check that the node's role may pull from this registry, and that the images are there. 'sudo sh $program $WHAT $NAMES' on $NODE tries again."
fi
