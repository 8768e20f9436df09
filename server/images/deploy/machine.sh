# What is done on the machine: package dev sends this file over SSH to `sh`, with values and a call at its end, so that
# secrets are no arguments of any program. Everything may be interrupted and repeated.
#
#   look           what home has to know before
#   install_all    what was copied to ~/heliograph-new; settings that are there stay
#   keys           $ticket_key and $ticket_key_previous into the settings
#   previous_used  how many tickets were signed with the previous key
set -eu
umask 077

root=${HELIOGRAPH_ROOT:-} # tests put a folder before every path
new=$HOME/heliograph-new
settings=$root/etc/heliograph/images.env
tunnel=$root/etc/cloudflared
# there from before something is changed until the service has answered with it
unfinished=$root/etc/heliograph/.unfinished

die() {
  printf '%s\n' "$1" >&2
  exit 1
}

look() {
  [ -w "$root/etc" ] || die 'this user may not change /etc: sign in as root'
  printf 'processor=%s\n' "$(uname -m)"
  printf 'program=%s\n' "$(sha256sum "$root/usr/local/bin/images" 2>/dev/null | cut -d' ' -f1)"
  for name in TICKET_KEY TICKET_KEY_PREVIOUS IMAGES_ORIGINS; do printf '%s=%s\n' "$name" "$(setting "$name")"; done
}

# setting name   its value, without quotes; nothing if it is not set
setting() {
  [ ! -e "$settings" ] || sed -n "s/^$1=//p" "$settings" | tail -n 1 | sed 's/^"\(.*\)"$/\1/; '"s/^'\\(.*\\)'\$/\\1/"
}

# edit name value   in a copy of the settings; an empty value takes the line away
edit() {
  [ -e "$settings.new" ] || cp "$settings" "$settings.new"
  # not as an argument: those can be seen by everybody on the machine
  name=$1 value=$2 awk '
    BEGIN { name = ENVIRON["name"]; value = ENVIRON["value"] }
    index($0, name "=") == 1 { if (!done && value != "") print name "=" value; done = 1; next }
    { print }
    END { if (!done && value != "") print name "=" value }' "$settings.new" >"$settings.edited"
  mv "$settings.edited" "$settings.new"
}

# puts the copy in place, all edits at once
save() {
  [ -e "$settings.new" ] && ! cmp -s "$settings.new" "$settings" || { rm -f "$settings.new" && return 0; }
  : >"$unfinished"
  mv "$settings.new" "$settings"
}

# place name to mode   by renaming, because a program that is running cannot be written to
place() {
  [ -e "$new/$1" ] && ! cmp -s "$new/$1" "$2" || return 0
  : >"$unfinished"
  cp "$new/$1" "$2.new"
  chmod "$3" "$2.new"
  mv "$2.new" "$2"
  printf '  %s is new\n' "$1"
}

install_all() {
  for folder in etc/heliograph usr/local/bin etc/systemd/system; do
    [ -d "$root/$folder" ] || mkdir -m 755 -p "$root/$folder"
  done
  rm -f "$settings.new" # of a run that was interrupted
  [ -e "$settings" ] || cp "$new/images.env" "$settings.new"
  [ -n "$(setting TICKET_KEY)" ] || edit TICKET_KEY "$ticket_key"
  case $(setting IMAGES_ORIGINS) in '' | https://ACCOUNT.*) edit IMAGES_ORIGINS "$origins" ;; esac
  save
  place images "$root/usr/local/bin/images" 755
  place images.service "$root/etc/systemd/system/images.service" 644
  restart_if_needed
  install_tunnel
  rm -rf "$new"
}

restart_if_needed() {
  if [ -e "$unfinished" ] || ! systemctl is-active --quiet images; then
    systemctl daemon-reload
    systemctl enable --quiet images
    systemctl restart images
    wait_until_ready
    rm -f "$unfinished"
    printf '  images is restarted, and ready\n'
  else
    wait_until_ready
    printf '  images runs as it should\n'
  fi
}

listens() {
  listen=$(setting IMAGES_LISTEN)
  printf '%s' "${listen:-127.0.0.1:8790}"
}

wait_until_ready() {
  tries=0
  until curl -fsS --max-time 5 "http://$(listens)/healthz" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ $tries -lt "${HELIOGRAPH_TRIES:-30}" ] || {
      journalctl -u images -n 20 --no-pager >&2 || true
      die 'the image service does not answer (its log is above)'
    }
    sleep 1
  done
}

# The rules of the tunnel, once the tunnel itself is there: only Cloudflare's sign-in makes one.
install_tunnel() {
  command -v cloudflared >/dev/null || { printf '  tunnel: cloudflared is not installed yet (README.md)\n' && return 0; }
  [ -n "$images_host" ] || { printf '  tunnel: it has no name yet (IMAGES_URL in wrangler.toml)\n' && return 0; }
  [ -d "$tunnel" ] || mkdir -m 755 -p "$tunnel"
  for file in "$tunnel"/*.json "$HOME"/.cloudflared/*.json; do
    [ -e "$file" ] || continue
    id=$(basename "$file" .json)
    [ "$file" = "$tunnel/$id.json" ] || cp -n "$file" "$tunnel/$id.json"
  done
  set -- "$tunnel"/*.json
  [ $# = 1 ] && [ -e "$1" ] || { printf '  tunnel: there is not exactly one in /etc/cloudflared (README.md)\n' && return 0; }
  sed "s/00000000-0000-0000-0000-000000000000/$(basename "$1" .json)/; s/images\.example\.org/$images_host/" \
    "$new/cloudflared.yml" >"$new/config.yml"
  if [ ! -e "$tunnel/config.yml" ]; then
    cp "$new/config.yml" "$tunnel/config.yml"
    cloudflared tunnel --config "$tunnel/config.yml" ingress validate
    cloudflared service install
    printf '  tunnel: installed for %s\n' "$images_host"
  elif cmp -s "$new/config.yml" "$tunnel/config.yml"; then
    printf '  tunnel: as it should be\n'
  else
    printf '  tunnel: /etc/cloudflared/config.yml differs from what would be made, and stays\n'
  fi
}

keys() {
  rm -f "$settings.new"
  edit TICKET_KEY "$ticket_key"
  edit TICKET_KEY_PREVIOUS "$ticket_key_previous"
  save
  restart_if_needed
}

previous_used() { curl -fsS --max-time 5 "http://$(listens)/metrics" | sed -n 's/^images_previous_key_total //p'; }
