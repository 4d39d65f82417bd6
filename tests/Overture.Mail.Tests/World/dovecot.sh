#!/usr/bin/env bash
# dovecot.sh HOME IMAP IMAPS LMTP: a Dovecot in HOME on loopback ports that lives no longer than its standard input. When the tests end, however they
# end, the pipe closes: the server is stopped and HOME is removed. HOME holds cert.pem and key.pem. The password of every user is "secret".
set -eu
home=$1 imap=$2 imaps=$3 lmtp=$4
trap 'rm -rf "$home"' EXIT
trap '' INT TERM # the pipe tells when to stop

if [ "$(id -u)" = 0 ]; then # mail is never kept as root
  mail=nobody login=dovenull internal=dovecot
else
  mail=$(id -un) login=$mail internal=$mail
fi
mkdir -p "$home/mail"
chmod 755 "$home"
chown "$mail" "$home/mail"

cat >"$home/dovecot.conf" <<CONF
base_dir = $home/run
state_dir = $home/run
log_path = $home/log
instance_name = $(basename "$home")
protocols = imap lmtp
listen = 127.0.0.1
default_internal_user = $internal
default_internal_group = $(id -gn "$internal")
default_login_user = $login
first_valid_uid = 1
mail_uid = $mail
mail_gid = $(id -gn "$mail")
mail_location = mdbox:$home/mail/%u
mail_fsync = never
ssl = yes
ssl_cert = <$home/cert.pem
ssl_key = <$home/key.pem
ssl_min_protocol = TLSv1.2
auth_mechanisms = plain login
auth_failure_delay = 0
disable_plaintext_auth = yes
login_trusted_networks =
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=$mail gid=$(id -gn "$mail") home=$home/mail/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    special_use = \Sent
    auto = subscribe
  }
  mailbox Junk {
    special_use = \Junk
    auto = create
  }
  mailbox Trash {
    special_use = \Trash
    auto = create
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp
  }
}
protocol lmtp {
  postmaster_address = postmaster@localhost
}
CONF

setpriv --pdeathsig KILL dovecot -F -c "$home/dovecot.conf" >&2 &
server=$!

exec 3<&0
cat <&3 >/dev/null &
lifeline=$!

wait -n "$server" "$lifeline" || true
cat "$home/log" >&2 || true
kill -TERM "$server" 2>/dev/null || true
wait "$server" || true
kill "$lifeline" 2>/dev/null || true
