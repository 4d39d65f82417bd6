#!/usr/bin/env bash
# postfix.sh FOLDER SMTP-PORT SMTPS-PORT SINK-PORT [LMTP-PORT]: a Postfix on loopback with a Dovecot that knows its users, until the standard input ends.
# The folder holds cert.pem and key.pem; everything else is made in it, and it is gone afterwards.
# me@example.org signs in with "secret"; mail to sink.example goes on to the sink, to inbox.example by LMTP; later@ is deferred, any other of these is known: ann@, bob@, jürgen@.
set -uo pipefail
home=$1 smtp=$2 smtps=$3 sink=$4 lmtp=${5:-$4}
here=127.0.0.1
mkdir -p "$home"/{etc,spool,data,dovecot}
chmod 755 "$home" "$home"/{etc,spool}
mkdir -m 700 "$home/spool/private"
chown postfix "$home/data" "$home/spool/private"

cat >"$home/etc/main.cf" <<END
compatibility_level = 3.6
myhostname = mail.example.org
mydestination =
inet_interfaces = loopback-only
inet_protocols = ipv4
queue_directory = $home/spool
data_directory = $home/data
maillog_file = /dev/stdout
maillog_file_prefixes = /dev
smtputf8_enable = yes
message_size_limit = 200000
alias_maps =
relay_domains = sink.example, inbox.example
relay_recipient_maps = inline:{ { ann@sink.example = ok }, { bob@sink.example = ok }, { later@sink.example = ok }, { jürgen@sink.example = ok }, { @inbox.example = ok } }
transport_maps = inline:{ { inbox.example = lmtp:inet:$here:$lmtp }, { sink.example = smtp:[$here]:$sink } }
smtpd_tls_cert_file = $home/cert.pem
smtpd_tls_key_file = $home/key.pem
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access inline:{ { later@sink.example = 450 4.2.0 Come back later } }, reject_unlisted_recipient, permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
smtpd_client_connection_rate_limit = 0
smtpd_error_sleep_time = 0
END

# name, type, private, most processes, command
service() { printf '%s %s %s - n - %s %s\n' "$1" "$2" "$3" "$4" "${*:5}"; }
{
  service $here:"$smtp" inet n - smtpd
  service $here:"$smtps" inet n - smtpd -o smtpd_tls_wrappermode=yes
  service cleanup unix n 0 cleanup
  service qmgr unix n 1 qmgr
  service flush unix n 0 flush
  service postlog unix-dgram n 1 postlogd
  for name in rewrite:trivial-rewrite bounce defer:bounce trace:bounce proxymap smtp relay:smtp lmtp error retry:error discard; do
    service "${name%:*}" unix - - "${name#*:}"
  done
  for name in tlsmgr verify scache anvil; do
    service $name unix - 1 $name
  done
} >"$home/etc/master.cf"

printf 'me@example.org:{PLAIN}secret\n' >"$home/dovecot/users"
cat >"$home/dovecot.conf" <<END
base_dir = $home/dovecot
state_dir = $home/dovecot
log_path = /dev/stderr
protocols =
ssl = no
auth_mechanisms = plain login cram-md5
disable_plaintext_auth = no
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $home/dovecot/users
}
userdb {
  driver = static
  args = uid=65534 gid=65534 home=/nonexistent
}
service auth {
  unix_listener $home/spool/private/auth {
    mode = 0660
    user = postfix
    group = postfix
  }
}
END

# its socket is there before Postfix asks for it
dovecot -F -c "$home/dovecot.conf" &
dovecot=$!
for _ in $(seq 300); do
  [ -S "$home/spool/private/auth" ] && break
  sleep 0.1
done
postfix -c "$home/etc" start-fg &
cat >/dev/null
kill $dovecot
kill "$(cat "$home/spool/pid/master.pid")"
wait
rm -rf "$home"
