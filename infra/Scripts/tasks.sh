# shellcheck shell=sh
# On a manager: waits until the tasks of SERVICE run as the service says now, and tells why where they do not. PATIENCE: how many seconds may pass without any
# of them coming further.
# Standard input, one a line: the service's id, and how many tasks it has (or global). What follows only has this run again when the service changes.

IFS= read -r id
IFS= read -r wanted

# Keeps what the manager sees. All tasks, those that have ended too: they say why.
look() {
  spec=$(engine "/services/$id" 2>/dev/null) &&
    tasks=$(engine "/tasks?filters=%7B%22service%22%3A%5B%22$id%22%5D%7D" 2>/dev/null) &&
    { is_as_before || nodes=$(engine /nodes 2>/dev/null); }
}

# Working out what it means costs a slow node a second: what has not changed is thought over every ten seconds only.
is_as_before() {
  [ "$spec$tasks" = "$before" ] && [ "$asked" -lt "$again" ]
}

# view: what of it matters, one thing a line, by its first letter:
# v  good, soon (they all run), wait, or how it ended   s  how many tasks run   t  which   n  how far this update's tasks have come, as a number
# f  a task that failed, and when   k  a task that is stuck, and since when   w  both without times, to be said once
# l  a failed task's id and name    h  an unhealthy container's id, and its node    x  no node can take what is missing, and nothing moves that could change it
view() {
  {
    printf 'service %s\n' "$spec"
    printf '%s\n' "$nodes" | sed 's/{"ID":"/\n&/g' | sed -n 's/^{.*"Hostname":/node &/p'
    printf '%s\n' "$tasks" | sed 's/{"ID":"/\n&/g' | sed -n 's/^{.*"ServiceID":/task &/p'
  } | awk -v name="$SERVICE" -v service="$id" -v wanted="$wanted" -v now="$answered" '
    # The value of the first KEY in the text. A quote within a value is escaped, so that no value looks like a key.
    function value(text, key,   at, out, c) {
      at = index(text, "\"" key "\":")
      if (!at) return ""
      text = substr(text, at + length(key) + 3)
      if (substr(text, 1, 1) != "\"") {
        match(text, /^[0-9]*/)
        return substr(text, 1, RLENGTH)
      }
      text = substr(text, 2)
      out = ""
      while (match(text, /["\\]/)) {
        out = out substr(text, 1, RSTART - 1)
        if (substr(text, RSTART, 1) == "\"") return out
        c = substr(text, RSTART + 1, 5)
        if (c ~ /^u/) {
          out = out (c == "u003c" ? "<" : c == "u003e" ? ">" : c == "u0026" ? "&" : "?")
          text = substr(text, RSTART + 6)
        } else {
          c = substr(c, 1, 1)
          out = out (c ~ /[nrt]/ ? " " : c)
          text = substr(text, RSTART + 2)
        }
      }
      return out
    }
    function from(text, what,   at) {
      at = index(text, what)
      return at ? substr(text, at) : ""
    }
    # Without its Z a time compares as text, whatever its number of digits.
    function time(text) {
      sub(/Z$/, "", text)
      return text
    }
    function seconds(text,   y, m) {
      y = substr(text, 1, 4)
      m = substr(text, 6, 2) + 0
      if (m <= 2) {
        y--
        m += 12
      }
      return (365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + substr(text, 9, 2) - 719469) * 86400 \
        + substr(text, 12, 2) * 3600 + substr(text, 15, 2) * 60 + substr(text, 18, 2)
    }
    # The first volume that the text mounts and the service does not; empty when there is none.
    function given_up(text,   volume) {
      while (match(text, /"Type":"volume","Source":"[^"]+"/)) {
        volume = substr(text, RSTART + 26, RLENGTH - 27)
        if (!index(spec, "\"Type\":\"volume\",\"Source\":\"" volume "\"")) return volume
        text = substr(text, RSTART + RLENGTH)
      }
      return ""
    }
    function age(text,   s) {
      s = now - seconds(text)
      return s < 0 ? "0 s" : s < 120 ? s " s" : s < 7200 ? int(s / 60) " min" : int(s / 3600) " h"
    }
    # A task of a global service has no number; it has a node.
    function place(i) { return slot[i] == "" ? node[i] : slot[i] }
    function on(i) { return node[i] in host ? host[node[i]] : node[i] }
    function called(i) { return name (slot[i] == "" ? "" : "." slot[i]) (node[i] == "" ? "" : " on " on(i)) }

    /^service / {
      before = index($0, "\"PreviousSpec\":")
      spec = before ? substr($0, 1, before) : $0
      update = from($0, "\"UpdateStatus\":{\"State\":")
      state = value(update, "State")
      message = value(update, "Message")
      since = time(state != "" ? value(update, "StartedAt") : value($0, before ? "UpdatedAt" : "CreatedAt"))
      condition = value(from(spec, "\"RestartPolicy\":{"), "Condition")
      checked = index(spec, "\"Healthcheck\":{\"Test\":[")
      global = index(spec, "\"Mode\":{\"Global\":")
    }
    /^node / {
      host[value($0, "ID")] = value($0, "Hostname")
      down[value($0, "ID")] = index($0, "\"Status\":{\"State\":\"down\"")
      absent += !index($0, "\"Status\":{\"State\":\"ready\"")
    }
    /^task / {
      n++
      rest = from($0, "\"ServiceID\":\"" service "\"")
      status = from(rest, "\"Status\":{\"Timestamp\":")
      rest = substr(rest, 1, length(rest) - length(status))
      id[n] = value($0, "ID")
      created[n] = time(value($0, "CreatedAt"))
      slot[n] = value(rest, "Slot")
      node[n] = value(rest, "NodeID")
      at[n] = time(value(status, "Timestamp"))
      is[n] = value(status, "State")
      wants[n] = value(status, "DesiredState")
      sub(/"DesiredState":.*/, "", status)
      words[n] = value(status, "Err") != "" ? value(status, "Err") : value(status, "Message")
      code[n] = value(status, "ExitCode")
      container[n] = value(status, "ContainerID")
      ended[n] = is[n] ~ /^(complete|shutdown|failed|rejected|remove|orphaned)$/
      uses[n] = ended[n] || wants[n] !~ /^(shutdown|remove)$/ ? "" : given_up(substr($0, 1, index($0, "\"ServiceID\":\"" service "\"")))
      failed[n] = is[n] ~ /^(failed|rejected)$/ || is[n] == "complete" && condition == "any"
    }
    END {
      for (i = 1; i <= n; i++) {
        if (down[node[i]]) continue
        p = place(i)
        if (!(p in newest) || created[i] > created[newest[p]]) newest[p] = i
        if (!ended[i] && wants[i] ~ /^(running|ready|accepted)$/ && (!(p in live) || wants[i] == "running")) live[p] = i
        if (failed[i] && created[i] >= since) {
          failures++
          if (!(p in last) || at[i] > at[last[p]]) last[p] = i
        }
      }
      good = far = places = over = m = leaving = 0
      split("new pending assigned accepted preparing ready starting running", states)
      for (i in states) rank[states[i]] = i
      for (p in newest) {
        i = p in live ? live[p] : newest[p]
        if (is[i] == "running" && wants[i] == "running") {
          running = running " " id[i]
          if (at[i] > latest) latest = at[i]
          isgood[p] = 1
        } else if (is[i] == "complete" && condition != "any") {
          isgood[p] = 1
        } else if (!(p in live) && failed[i] && wants[i] == "shutdown" && created[i] >= since) {
          over++
        }
        if (p in live && created[i] >= since) far += rank[is[i]]
        good += p in isgood
        places += p in live || p in isgood
      }
      all = global ? places : wanted

      # Newest first; of a task that is started again and again the last time only.
      for (p in last) if (!(p in isgood) || state ~ /paused|rollback/) order[++m] = last[p]
      for (i = 2; i <= m; i++) {
        for (j = i; j > 1 && at[order[j]] > at[order[j - 1]]; j--) {
          p = order[j]
          order[j] = order[j - 1]
          order[j - 1] = p
        }
      }
      for (j = 1; j <= m; j++) {
        i = order[j]
        why = words[i] (code[i] > 0 && !index(words[i], "(" code[i] ")") ? " (exit code " code[i] ")" : "")
        # The engine stops a container whose healthcheck fails, and one that ends well then counts as complete.
        if (is[i] == "complete" && checked) why = why "; its healthcheck may have failed"
        said = is[i] ": " why
        if (j <= 5) print "f " called(i) " " is[i] " " age(at[i]) " ago: " why
        print "w " called(i) " " said
        if (is[i] != "rejected") print "l " id[i] " " called(i)
        if (said ~ /unhealthy|healthcheck/ && container[i] != "") print "h " container[i] " " on(i)
      }
      if (m > 5) print "f and " m - 5 " more"
      for (p in live) {
        i = live[p]
        if (p in isgood) continue
        if (is[i] == "new") {
          why = "no network of the swarm gives it one. Another network may have the same range, or the range is full"
          print "k " called(i) " has waited for addresses for " age(at[i]) ": " why
          if (now - seconds(at[i]) >= 30) print "w " called(i) " waits for addresses: " why
        } else if (is[i] == "pending") {
          print "k " called(i) " has waited for a node for " age(at[i]) ": " words[i]
          if (words[i] ~ /no suitable node/) print "w " called(i) " waits for a node: " words[i]
        } else if (is[i] == "ready" && wants[i] == "ready") {
          print "k " called(i) " will be started again"
        } else {
          print "k " called(i) " has been " is[i] " for " age(at[i]) (is[i] == "starting" && checked ? "; its healthcheck has not passed" : "")
        }
      }

      # The engine waits a minute for what an update stops, and not at all where the new task starts first. A volume is deleted next, and must be free.
      for (i = 1; i <= n; i++) {
        if (uses[i] == "" || down[node[i]]) continue
        leaving++
        print "k " called(i) " has not stopped yet, and uses the volume " uses[i]
      }

      # A node that is away may come back, an old task may make room, and so may those of other services for resources and ports. Nothing else will.
      homeless = moving = 0
      for (i = 1; i <= n; i++) {
        if (ended[i] || down[node[i]] || is[i] == "running" && wants[i] == "running") continue
        if (wants[i] !~ /^(shutdown|remove)$/ && is[i] == "pending" && words[i] ~ /no suitable node/ && words[i] !~ /insufficient resources|host-mode port/) homeless++
        else moving++
      }
      if (homeless && !moving && !absent && good + homeless >= all) print "x"

      print "s " good " of " all " tasks run" (leaving ? ", and old ones still stop" : "")
      print "n " far
      print "t" running
      if (state == "paused") print "v the update of " name " stopped half-way (" message ")"
      else if (state == "rollback_completed") print "v " name " was rolled back and runs as before (" message ")"
      else if (state == "rollback_paused") print "v the rollback of " name " stopped half-way (" message ")"
      else if (state == "updating" || state == "rollback_started") print "v wait"
      else if (good >= all && leaving) print "v wait"
      # Docker takes tasks that have run for five seconds for started; an update has waited for that itself.
      else if (good >= all && all > 0) print "v " (state == "completed" || !failures && now - seconds(latest) >= 5 ? "good" : "soon")
      else if (good >= all) print "v " (global ? "soon" : "good")
      else if (over > 0 && good + over >= all) print "v " name " does not run (" good " of " all " tasks), and is not started again"
      else print "v wait"
    }'
}

# of LETTER: what the last look found under it.
of() {
  printf '%s\n' "$seen" | sed -n "s/^$1 \{0,1\}//p"
}

# The output of checks that failed. The engine keeps it on the container's own node.
say_checks() {
  of h | while read -r container node; do
    said=$(docker inspect --format '{{range .State.Health.Log}}{{.Output}}{{end}}' "$container" 2>/dev/null </dev/null | tail -n 5)
    [ -n "$said" ] || said="see 'docker inspect --format \"{{json .State.Health}}\" $(printf %.12s "$container")' on $node"
    printf '  the output of its healthcheck: %s\n' "$said"
  done
}

# The last ten lines in all, of the tasks that failed.
say_logs() {
  left=10
  of l | while read -r task label; do
    [ "$left" -gt 0 ] || break
    lines=$(timeout 20 docker service logs --raw --tail "$left" "$task" 2>&1 </dev/null) || continue
    [ -n "$lines" ] || continue
    printf '  the last log lines of %s:\n' "$label"
    printf '%s\n' "$lines" | tail -n "$left" | cut -c 1-500 | sed 's/^/    /'
    left=$((left - $(printf '%s\n' "$lines" | wc -l)))
  done
}

# give_up WORDS: fails with them, and every cause that there is.
give_up() {
  say "$1"
  {
    of f | sed 's/^/  /'
    of k | sed 's/^/  /' | head -n 5
    say_checks
    say_logs
  } >&2
  exit 1
}

# What was said before is not said again.
say_what_is_new() {
  new=$(of w | grep -vxF "$told") || return 0
  told="$told
$new"
  printf '%s\n' "$new" | while IFS= read -r line; do
    say "$line"
  done
}

# A deletion that was cut off leaves the service without tasks: true when it gets them back.
refill() {
  case "$wanted:${spec%%\"PreviousSpec\":*}" in
  global:*'"node.id==none"'*) docker service update --detach --quiet --constraint-rm node.id==none "$id" >/dev/null </dev/null ;;
  [1-9]*:*'"Mode":{"Replicated":{"Replicas":0}}'*) docker service update --detach --quiet --replicas "$wanted" "$id" >/dev/null </dev/null ;;
  *) return 1 ;;
  esac
}

told=
seen=
before=
again=0
homeless=
most=-1
running=
began=$(date +%s)
asked=$began
deadline=$((began + PATIENCE))
while :; do
  if look; then
    answered=$(date +%s)
    if ! is_as_before; then
      [ -n "$seen" ] || ! refill || look || continue
      seen=$(view)
      before=$spec$tasks
      again=$((answered + 10))
      case "$(of v)" in
      good) break ;;
      soon)
        again=0
        if [ "$(of t)" != "$running" ] || [ "$most" -lt 0 ]; then
          running=$(of t)
          began=$answered
        fi
        # What has failed before has to prove more; and a global service may not have got its tasks yet.
        steady=5
        [ -z "$told" ] && [ -n "$running" ] || steady=15
        if [ $((answered - began)) -ge "$steady" ]; then
          [ -n "$running" ] || say "$SERVICE runs on no node: none fits its constraints and resources"
          break
        fi
        ;;
      wait)
        running=
        if ! printf '%s\n' "$seen" | grep -qx x; then
          homeless=
        elif [ -z "$homeless" ]; then
          homeless=$answered
        elif [ $((answered - homeless)) -ge 60 ]; then
          give_up "$SERVICE does not run ($(of s)), and for 60 s no node has been able to take the others"
        fi
        ;;
      *) give_up "$(of v)" ;;
      esac
      say_what_is_new
      if [ "$(of n)" -gt "$most" ]; then
        most=$(of n)
        deadline=$((answered + PATIENCE))
      fi
    fi
  else
    if engine /nodes >/dev/null 2>&1 && ! engine "/services/$id" >/dev/null 2>&1; then
      fail "the service $SERVICE is not there any more. Run refresh, then up, to make it anew."
    fi
    answered=$(date +%s)
  fi
  if [ "$answered" -ge "$deadline" ]; then
    [ -n "$seen" ] || fail "the swarm has not said anything about the service $SERVICE for $PATIENCE s. Read 'journalctl --unit docker' on the node."
    give_up "$SERVICE does not run ($(of s)), and has not come any further in $PATIENCE s"
  fi
  rest 2
done
