#!/usr/bin/env bash
# exim.sh FOLDER SMTP-PORT SINK-PORT UNPACKED: an Exim on loopback, run where its Debian packages are unpacked, until the standard input ends.
# The folder holds cert.pem and key.pem; everything else is made in it, and it is gone afterwards.
# me signs in with "secret"; mail to sink.example goes on to the sink; later@ is deferred, ann@ and bob@ are known.
set -uo pipefail
home=$1 smtp=$2 sink=$3 unpacked=$4
library=$(dirname "$(find "$unpacked" -name libnss_wrapper.so)")
mkdir -p "$home"/spool "$home"/log
chmod 755 "$home"

# the program wants a user of Debian's installation by name
user=mail
{ getent passwd; echo "Debian-exim:x:$(id -u $user):$(id -g $user)::$home:/usr/sbin/nologin"; } >"$home/passwd"
{ getent group; echo "Debian-exim:x:$(id -g $user):"; } >"$home/group"
chown -R $user "$home"/{spool,log,cert.pem,key.pem}

cat >"$home/exim.conf" <<END
primary_hostname = mail.example.org
spool_directory = $home/spool
log_file_path = $home/log/%s
pid_file_path = $home/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = $smtp
tls_advertise_hosts = *
tls_certificate = $home/cert.pem
tls_privatekey = $home/key.pem
auth_advertise_hosts = \${if def:tls_in_cipher {*}{}}
chunking_advertise_hosts = *
pipelining_advertise_hosts = *
smtputf8_advertise_hosts = *
dsn_advertise_hosts = *
message_size_limit = 200000
smtp_accept_max = 100
acl_smtp_rcpt = rcpt
acl_smtp_data = accepted
queue_run_max = 2
keep_environment = LD_LIBRARY_PATH : LD_PRELOAD : NSS_WRAPPER_PASSWD : NSS_WRAPPER_GROUP
exim_path = $unpacked/usr/sbin/exim4
deliver_drop_privilege = true

begin acl
rcpt:
  defer local_parts = later
        message = 4.2.0 Come back later
  deny  !authenticated = *
        message = 5.7.1 Sign in first
  accept domains = sink.example
         local_parts = ann : bob
  deny  message = 5.1.1 No such user
accepted:
  accept

begin routers
sink:
  driver = manualroute
  transport = sink
  route_list = * 127.0.0.1
  self = send

begin transports
sink:
  driver = smtp
  port = $sink
  allow_localhost
  hosts_avoid_tls = *
  hosts_try_fastopen =

begin retry
* * F,2m,1s

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{\$auth2}{me}}{eq{\$auth3}{secret}}}}
  server_set_id = \$auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = \${if and{{eq{\$auth1}{me}}{eq{\$auth2}{secret}}}}
  server_set_id = \$auth1
END
chmod 644 "$home/exim.conf"

LD_LIBRARY_PATH=$library LD_PRELOAD=libnss_wrapper.so NSS_WRAPPER_PASSWD=$home/passwd NSS_WRAPPER_GROUP=$home/group \
  "$unpacked/usr/sbin/exim4" -C "$home/exim.conf" -bdf -q2s &
exim=$!
cat >/dev/null
cat "$home"/log/* >&2
kill $exim 2>/dev/null
wait
rm -rf "$home"
