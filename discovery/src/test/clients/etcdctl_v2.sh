#!/bin/sh
# What Debian's etcdctl says of a v2 keys API: etcdctl_v2.sh URL. The output is compared with that of etcd itself.
export ETCDCTL_API=2
ctl() {
    echo "\$ $*"
    etcdctl --no-sync --endpoints "$url" "$@" 2>&1 | sed 's/\[[0-9]*\]$/[INDEX]/; s/\[[0-9]* != [0-9]*\]/[INDEXES]/'
}
url=$1
ctl set /ctl/a 1
ctl get /ctl/a
ctl --output json get /ctl/none
ctl update /ctl/a 2
ctl update /ctl/none 2
ctl mk /ctl/b 1
ctl mk /ctl/b 1
ctl mkdir /ctl/d
ctl mkdir /ctl/d
ctl setdir /ctl/e
ctl ls --sort /ctl
ctl ls --recursive --sort -p /ctl
ctl set --swap-with-value 2 /ctl/a 3
ctl set --swap-with-value 2 /ctl/a 4
ctl rm --with-value 4 /ctl/a
ctl rm --with-value 3 /ctl/a
ctl rm /ctl/d
ctl rmdir /ctl/d
ctl set --ttl 100 /ctl/t 1
ctl updatedir --ttl 100 /ctl/e
(sleep 0.5; ETCDCTL_API=2 etcdctl --no-sync --endpoints "$url" set /ctl/w/x seen >/dev/null) &
ctl watch --recursive /ctl/w
wait
ctl rm --recursive /ctl
ctl ls /ctl
