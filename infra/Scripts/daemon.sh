# shellcheck shell=sh
# shellcheck disable=SC2034 # what docker.sh reads
# For docker.sh: the engine's settings, /etc/docker/daemon.json. Keys of others stay. What the program wrote there is kept in a record beside it, so that a
# key that leaves the configuration leaves the file.

# What swarm:daemon says, an object in one line, which goes before what is in the file; and objects, one a line, each for a file that has none of its keys; one that is null is not set.
settings='{}'
defaults=

daemon_settings=${DAEMON_SETTINGS:-/etc/docker/daemon.json}
record=${daemon_settings%.json}.swarm
# In /run, since a reboot restarts the engine too.
restart_is_due=${RUN:-/run}/swarm-docker-restart-is-due

exists() {
  as_root test -e "$1"
}

present_settings() {
  as_root cat "$daemon_settings" 2>/dev/null || true
}

# recorded WHAT: what the program wrote last: channel, settings or defaults.
recorded() {
  as_root cat "$record" 2>/dev/null | sed -n "s/^$1 //p"
}

# merge [DEFAULTS]: what the file is to be. First a line with the names of the keys that change, then one with the defaults that it uses, then its text.
# Without DEFAULTS, those that it has are kept.
merge() {
  {
    printf 'wanted %s\n' "$settings"
    printf '%s\n' "${1-keep}" | sed 's/^/default /'
    # shellcheck disable=SC2016 # the inner shell reads its own arguments
    as_root sh -c 'cat "$1"; echo file; cat "$2"' sh "$record" "$daemon_settings" 2>/dev/null || true
  } | awk '
    # Splits a JSON object: its keys, in order, and their values without spaces. Returns how many there are; -1 for what is no object.
    function members(text, keys, values,   i, c, n, depth, quoted, part, key) {
      n = depth = quoted = 0
      part = key = ""
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (quoted) {
          part = part c
          if (c == "\\") part = part substr(text, ++i, 1)
          else if (c == "\"") quoted = 0
          continue
        }
        if (c ~ /[ \t\r\n]/) continue
        if (depth == 0) {
          if (c != "{" || n) return -1
          depth = 1
          continue
        }
        if (c == "\"") quoted = 1
        else if (index("{[", c)) depth++
        else if (index("}]", c)) depth--
        if (depth == 1 && c == ":" && key == "") {
          key = part
          part = ""
        } else if (depth == 0 || depth == 1 && c == ",") {
          if (key == "" && (part != "" || n || c == ",")) return -1
          if (key != "") {
            if (part == "") return -1
            if (!(key in values)) keys[++n] = key
            values[key] = part
          }
          key = part = ""
          if (depth == 0 && substr(text, i + 1) !~ /^[ \t\r\n]*$/) return -1
          if (depth == 0) return n
        } else {
          part = part c
        }
      }
      return i == 1 ? 0 : -1
    }
    function set(key, value) {
      if (!(key in wanted)) order[++count] = key
      wanted[key] = value
    }
    # What the program wrote, and nobody has changed since.
    function take_back(text,   keys, values, n, i) {
      n = members(text, keys, values)
      for (i = 1; i <= n; i++) if (wanted[keys[i]] == values[keys[i]]) delete wanted[keys[i]]
    }
    function add(text, quietly,   keys, values, n, i) {
      n = members(text, keys, values)
      if (quietly) for (i = 1; i <= n; i++) if (keys[i] in wanted) return
      for (i = 1; i <= n; i++) {
        # What must be absent, but is not set.
        if (quietly && values[keys[i]] == "null") continue
        set(keys[i], values[keys[i]])
        if (quietly) used = used (used == "" ? "" : ",") keys[i] ":" values[keys[i]]
      }
    }
    file { text = text $0 "\n"; next }
    { what = $1; sub(/^[^ ]* ?/, "") }
    what == "wanted" { wish = $0 }
    what == "default" { defaults[++groups] = $0 }
    # The record.
    what == "settings" { written = $0 }
    what == "defaults" { before = $0 }
    what == "file" { file = 1 }
    END {
      gsub(/^[ \t\r\n]+|[ \t\r\n]+$/, "", text)
      n = members(text, keys, now)
      if (n < 0) exit 3
      for (i = 1; i <= n; i++) set(keys[i], now[keys[i]])
      take_back(written)
      if (groups == 1 && defaults[1] == "keep") {
        used = substr(before, 2, length(before) - 2)
        add(wish, 0)
      } else {
        take_back(before)
        add(wish, 0)
        for (i = 1; i <= groups; i++) add(defaults[i], 1)
      }
      for (i = 1; i <= n; i++) if (!(keys[i] in wanted)) changed = changed " " keys[i]
      for (i = 1; i <= count; i++) {
        key = order[i]
        if (!(key in wanted) || key in told) continue
        told[key] = 1
        if (!(key in now) || now[key] != wanted[key]) changed = changed " " key
        out = out (out == "" ? "\n" : ",\n") "  " key ": " wanted[key]
      }
      gsub(/"/, "", changed)
      print substr(changed, 2)
      print "{" used "}"
      print "{" out (out == "" ? "" : "\n") "}"
    }'
}

# plan [DEFAULTS]: sets changed, used and planned.
plan() {
  merged=$(merge "$@") || fail "$daemon_settings is not a JSON object. Correct it on the node."
  changed=$(printf '%s\n' "$merged" | sed -n 1p)
  used=$(printf '%s\n' "$merged" | sed -n 2p)
  planned=$(printf '%s\n' "$merged" | sed 1,2d)
}

# Swarm works with neither: https://docs.docker.com/engine/daemon/live-restore/ and https://docs.docker.com/engine/network/firewall-nftables/
# From engine 29.6 on there is a flag, for development and tests, with which it takes the latter.
refuse_impossible() {
  found=$(present_settings | tr -d '[:space:]')
  case "$found" in
  *'"live-restore":true'*) refuse_setting '"live-restore":true' ;;
  *'"swarm-nftables":true'*) ;;
  *'"firewall-backend":"nftables"'*) refuse_setting '"firewall-backend":"nftables"' ;;
  esac
}

refuse_setting() {
  fail "$daemon_settings has $1, which a swarm does not work with. Remove it and restart Docker."
}

# What an engine cannot take over is not part of the swarm any more when it starts again.
refuse_to_move_data() {
  for key in $changed; do
    case "$key" in
    data-root | userns-remap)
      fail "$key of a node in the swarm cannot change, since the engine would start without its part in the swarm. Set swarm:daemon back, or take the node out of the stack first."
      ;;
    esac
  done
}

# Engines before 23.0 cannot check; they show it when they start.
check_settings() {
  as_root dockerd --help 2>/dev/null | grep -q -e --validate || return 0
  printf '%s\n' "$planned" | write "$daemon_settings.new"
  reason=$(as_root dockerd --validate --config-file "$daemon_settings.new" 2>&1) && reason=
  as_root rm -f "$daemon_settings.new"
  [ -z "$reason" ] ||
    fail "its engine refuses the settings of swarm:daemon, and goes on with those that it has: $(printf '%s\n' "$reason" | tail -n 1)"
}

# write FILE: writes standard input there. They may hold secrets; a file that is there keeps the mode that it has.
write() {
  # shellcheck disable=SC2016 # the inner shell reads its own argument
  as_root sh -c 'umask 077; [ -d "${1%/*}" ] || (umask 022; mkdir -p "${1%/*}"); cat >"$1"' sh "$1"
}

# keep FILE: as it was when the engine last came up, empty when it was not there.
keep() {
  # shellcheck disable=SC2016 # the inner shell reads its own argument
  as_root sh -c '[ -e "$1.before" ] || { umask 077; cat "$1" >"$1.before" || true; }' sh "$1" 2>/dev/null
}

write_settings() {
  keep "$daemon_settings"
  keep "$record"
  save_record
  printf '%s\n' "$planned" | write "$daemon_settings"
}

save_record() {
  new=$(printf 'channel %s\nsettings %s\ndefaults %s' "$CHANNEL" "$settings" "$used")
  [ "$(as_root cat "$record" 2>/dev/null)" = "$new" ] || printf '%s\n' "$new" | write "$record"
}

has_settings_of_before() {
  exists "$daemon_settings.before"
}

put_back() {
  for file in "$daemon_settings" "$record"; do
    if as_root test -s "$file.before"; then
      as_root cat "$file.before" | write "$file"
    else
      as_root rm -f "$file"
    fi
    as_root rm -f "$file.before"
  done
}

settle() {
  as_root rm -f "$daemon_settings.before" "$record.before" "$restart_is_due"
}

need_restart() {
  write "$restart_is_due" </dev/null
}

# True when the engine takes all that changes while it runs, by SIGHUP.
changes_reload() {
  ! exists "$restart_is_due" || return 1
  for key in $changed; do
    case "$key" in
    max-concurrent-downloads | max-concurrent-uploads | max-download-attempts) ;;
    # Where the file names one of these no more, the engine goes on with what it has.
    debug | insecure-registries | registry-mirrors | shutdown-timeout)
      case "$planned" in *"\"$key\": "*) ;; *) return 1 ;; esac
      ;;
    *) return 1 ;;
    esac
  done
}
