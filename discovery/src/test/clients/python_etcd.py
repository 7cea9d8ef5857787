"""What python-etcd (Debian's python3-etcd) does with a v2 keys API: python_etcd.py HOST PORT. Ends with `passed N`."""

import sys
import threading
import time

import etcd

client = etcd.Client(host=sys.argv[1], port=int(sys.argv[2]), allow_reconnect=True, read_timeout=10)
passed = 0


def check(what, is_so):
    global passed
    if not is_so:
        sys.exit("python-etcd: " + what)
    passed += 1


def raises(error, call):
    try:
        call()
    except error:
        return True
    return False


def later(call):
    """Does it when the other thread has begun to wait."""
    thread = threading.Thread(target=lambda: (time.sleep(0.3), call()))
    thread.start()
    return thread


# set, get, delete
result = client.write("/py/a", "1")
check("a new key", result.newKey and result.action == "set" and result.key == "/py/a")
check("read", client.read("/py/a").value == "1")
check("etcd_index", client.read("/py/a").etcd_index == result.createdIndex)
check("set", client.set("/py/a", "2").action == "set" and client.get("/py/a").value == "2")
check("unicode", client.write("/py/ключ", "用 &<>+%").value == "用 &<>+%")
check("contains", "/py/a" in client and "/py/none" not in client)
result = client.delete("/py/a")
check("delete", result.action == "delete" and result._prev_node.value == "2")
check("not found", raises(etcd.EtcdKeyNotFound, lambda: client.read("/py/a")))
check("not found at deletion", raises(etcd.EtcdKeyNotFound, lambda: client.delete("/py/a")))
check("pop", client.write("/py/p", "x") and client.pop("/py/p").value == "x")

# directories
client.write("/py/dir", None, dir=True)
check("an empty directory", client.read("/py/dir").dir and not list(client.read("/py/dir").leaves)[0].value)
for name in ("c", "a", "b"):
    client.write("/py/dir/sub/" + name, name)
tree = client.read("/py/dir", recursive=True, sorted=True)
check("leaves", [leaf.key for leaf in tree.leaves] == ["/py/dir/sub/" + name for name in "abc"])
check("one level", [child.key for child in client.read("/py/dir").children] == ["/py/dir/sub"])
check("not a file", raises(etcd.EtcdNotFile, lambda: client.write("/py/dir", "x")))
check("not a directory", raises(etcd.EtcdNotDir, lambda: client.write("/py/dir/sub/a/x", "x")))
check("not empty", raises(etcd.EtcdDirNotEmpty, lambda: client.delete("/py/dir", dir=True)))
check("recursive delete", client.delete("/py/dir", recursive=True).dir)
check("root", raises(etcd.EtcdRootReadOnly, lambda: client.delete("/", recursive=True)))

# conditions
client.write("/py/c", "one")
check("compare and swap", client.test_and_set("/py/c", "two", "one").action == "compareAndSwap")
check("compare failed", raises(etcd.EtcdCompareFailed, lambda: client.test_and_set("/py/c", "x", "one")))
index = client.read("/py/c").modifiedIndex
check("previous index", client.write("/py/c", "three", prevIndex=index).value == "three")
check("stale index", raises(etcd.EtcdCompareFailed, lambda: client.write("/py/c", "x", prevIndex=index)))
check("exists", raises(etcd.EtcdAlreadyExist, lambda: client.write("/py/c", "x", prevExist=False)))
check("update", client.write("/py/c", "four", prevExist=True).action == "update")
node = client.read("/py/c")
node.value = "five"
check("update of a result", client.update(node).value == "five")
check("compare and delete", client.delete("/py/c", prevValue="five").action == "compareAndDelete")

# in order
keys = [client.write("/py/queue", str(i), append=True).key for i in range(5)]
check("in order", keys == sorted(keys) and len(set(keys)) == 5)
check("order is kept", [leaf.value for leaf in client.read("/py/queue", sorted=True).leaves] == list("01234"))

# time to live
check("ttl", client.write("/py/t", "1", ttl=30).ttl == 30)
check("refresh", client.refresh("/py/t", ttl=60).ttl == 60 and client.read("/py/t").value == "1")
client.write("/py/t", "1", ttl=1)
try:
    check("expiry", client.watch("/py/t", timeout=10).action == "expire")
except etcd.EtcdWatchTimedOut:
    sys.exit("python-etcd: a key with a ttl did not expire")
check("expired", "/py/t" not in client)

# waiting
thread = later(lambda: client.write("/py/w/x", "1"))
result = client.watch("/py/w", recursive=True, timeout=10)
thread.join()
check("watch", result.key == "/py/w/x" and result.value == "1" and result.action == "set")
index = result.modifiedIndex
client.write("/py/w/x", "2")
client.delete("/py/w/x")
check("what has been", client.watch("/py/w/x", index=index + 1).value == "2")
events = []
for event in client.eternal_watch("/py/w", index=index, recursive=True):
    events.append(event.action)
    if len(events) == 3:
        break
check("eternal watch", events == ["set", "set", "delete"])
check("nothing happens", raises(etcd.EtcdWatchTimedOut, lambda: client.watch("/py/silent", timeout=1)))

# a lock, which is made of keys in order and of waiting
one, two = etcd.Lock(client, "job"), etcd.Lock(client, "job")
check("lock", one.acquire(blocking=True, lock_ttl=30))
check("locked out", not two.acquire(blocking=False, lock_ttl=30))
thread = later(one.release)
check("lock handed on", two.acquire(blocking=True, lock_ttl=30, timeout=10))
thread.join()
two.release()

# the cluster
check("machines", client.machines == ["http://%s:%s" % (sys.argv[1], sys.argv[2])])
check("members", len(client.members) == 1)
check("leader", client.leader["clientURLs"] == client.machines)
check("version", client.version and client.cluster_version)
check("stats", client.stats["state"] == "StateLeader" and client.leader_stats["followers"] == {})

print("passed", passed)
