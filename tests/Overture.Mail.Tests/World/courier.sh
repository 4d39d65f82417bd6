#!/usr/bin/env bash
# courier.sh HOME PORT: a Courier IMAP server on a loopback port that lives no longer than its standard input. Its packages are not installed, because that
# would remove Dovecot: ./test unpacks them into artifacts/test/courier, and here they are laid over the system in a mount namespace of their own.
# The password of bob is "secret"; his mail is in HOME/Maildir.
set -eu
home=$1 port=$2
tree=$(realpath -m "$(dirname "$0")/../../../../test/courier")
trap 'rm -rf "$home"' EXIT
trap '' INT TERM # the pipe tells when to stop
[ -x "$tree/usr/sbin/couriertcpd" ] || { echo "Courier is not unpacked in $tree: run ./test once." >&2; exit 1; }

root=()
[ "$(id -u)" = 0 ] || root=(--map-root-user)
chmod 755 "$home"
exec 3<&0
setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child "${root[@]}" bash -eu -s "$home" "$port" "$tree" >&2 3<&- <<'INSIDE' &
home=$1 port=$2 tree=$3
export LD_LIBRARY_PATH=/usr/lib/courier-libs PATH=/usr/sbin:/usr/bin:/sbin:/bin
mkdir "$home/layers" "$home/Maildir"
mount -t tmpfs tmpfs "$home/layers"
mkdir "$home/layers/upper" "$home/layers/work"
mount -t overlay overlay -o "lowerdir=$tree/usr:/usr" /usr
mount -t overlay overlay -o "lowerdir=$tree/etc:/etc,upperdir=$home/layers/upper,workdir=$home/layers/work" /etc
mount -t tmpfs tmpfs /run
mkdir -p /run/courier/authdaemon "$home/Maildir/"{cur,new,tmp}

user=65534 # mail is never kept as root, but by who is nobody else where there is one user only
[ "$(awk '{ print $3; exit }' /proc/self/uid_map)" -gt 65534 ] || user=0
chown -R "$user:$user" "$home/Maildir"
printf 'bob\tuid=%s|gid=%s|home=%s|mail=%s|systempw=%s\n' "$user" "$user" "$home" "$home/Maildir" "$(openssl passwd -1 secret)" >/etc/courier/userdb
chmod 600 /etc/courier/userdb
makeuserdb
sed -i -e 's/^authmodulelist.*=.*/authmodulelist="authuserdb"/' -e 's/^daemons=.*/daemons=1/' /etc/courier/authdaemonrc
/usr/lib/courier/courier-authlib/authdaemond &
set -a
. /etc/courier/imapd
IMAP_TLS_REQUIRED=0
IMAP_CAPABILITY="IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE"
exec couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=40 -nodnslookup -noidentlookup "$port" /usr/lib/courier/courier/imaplogin /usr/bin/imapd Maildir
INSIDE
server=$!
cat <&3 >/dev/null &
lifeline=$!
wait -n "$server" "$lifeline" || true
kill -KILL "$server" 2>/dev/null || true
wait "$server" 2>/dev/null || true
kill "$lifeline" 2>/dev/null || true
