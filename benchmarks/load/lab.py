"""What the load scripts share: processes that end with us, the origin, the three proxies, wrk, and what /proc says.

Everything runs on 127.0.0.1, on ports that were free a moment ago, and only processes started here are ever signalled.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
HOME = os.path.dirname(os.path.dirname(HERE))
TICK = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
FRONTENDS = ("PLAIN", "LOGGED", "RULED", "TCP", "SPLICE")


def free_port(kind=socket.SOCK_STREAM):
    """A port below the ephemeral range, so that no client of the run itself takes it before its owner binds it."""
    while True:
        port = 10000 + int.from_bytes(os.urandom(2), "big") % 20000
        with socket.socket(socket.AF_INET, kind) as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def die_with_parent():
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Lab:
    """The bench: a scratch directory, the processes that were started, the origin and the log receiver."""

    def __init__(self, proxy_core, load_core):
        self.proxy_core, self.load_core = proxy_core, load_core
        self.started = []
        self.dir = tempfile.mkdtemp(prefix="hecd-load.")
        for s in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(s, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
        self.ports = {"ORIGIN": free_port()}
        # A bound socket that nobody reads: lines are sent for real, the kernel drops what does not fit, and no
        # receiver takes CPU from the load generator.
        self.syslog = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.syslog.bind(("127.0.0.1", 0))
        self.ports["SYSLOG"] = self.syslog.getsockname()[1]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for p in self.started:
            self.end(p)
        shutil.rmtree(self.dir, ignore_errors=True)

    def start(self, core, command, env=None):
        out = open(os.path.join(self.dir, "out.%d" % len(self.started)), "wb")
        p = subprocess.Popen(["taskset", "-c", str(core)] + command, stdout=out, stderr=out, stdin=subprocess.DEVNULL,
                             start_new_session=True, preexec_fn=die_with_parent, env=dict(os.environ, **(env or {})))
        p.output = out.name
        self.started.append(p)
        return p

    def end(self, p):
        if p.poll() is None:
            p.terminate()
            try:
                p.wait(3)
            except subprocess.TimeoutExpired:
                p.kill()
                p.wait()

    def fill(self, names, values, to):
        text = "".join(open(os.path.join(HERE, name)).read() for name in names)
        for key, value in dict(self.ports, dir=self.dir, **values).items():
            text = text.replace("{{%s}}" % key, str(value))
        path = os.path.join(self.dir, to)
        with open(path, "w") as f:
            f.write(text)
        return path

    def origin(self):
        os.makedirs(os.path.join(self.dir, "www"))
        with open(os.path.join(self.dir, "www", "megabyte"), "wb") as f:
            f.write(os.urandom(1 << 20))
        p = self.start(self.load_core, ["nginx", "-p", self.dir, "-e", self.dir + "/origin.err", "-c",
                                        self.fill(["origin.conf"], {}, "origin.conf")])
        wait_until_answers(p, self.ports["ORIGIN"], 5)
        return p

    def proxy(self, name, threads=1, core=None, env=None):
        return Proxy(self, name, threads, self.proxy_core if core is None else core, env or {})

    def wrk(self, port, path, connections, seconds, close=False):
        command = ["taskset", "-c", str(self.load_core), "wrk", "-t1", "-c%d" % connections, "-d%ds" % seconds,
                   "--timeout", "5s", "-s", os.path.join(HERE, "report.lua")]
        if close:
            command += ["-H", "Connection: close"]
        done = subprocess.run(command + ["http://127.0.0.1:%d%s" % (port, path)], capture_output=True, text=True,
                              timeout=seconds + 30, preexec_fn=die_with_parent, start_new_session=True)
        line = [l for l in done.stdout.splitlines() if l.startswith("REPORT ")]
        if not line:
            raise RuntimeError("wrk said: " + done.stdout + done.stderr)
        n = [float(x) for x in line[0].split()[1:]]
        return {"requests": n[0], "seconds": n[1] / 1e6, "errors": n[2] + n[4], "bad": n[3], "bytes": n[5],
                "p50": n[6] / 1e3, "p99": n[7] / 1e3, "p999": n[8] / 1e3, "max": n[9] / 1e3}


class Proxy:
    """One of the compared programs, running; it stays up, idle, while the others have their turn."""

    def __init__(self, lab, name, threads, core, env):
        self.name, self.lab = name, lab
        self.ports = {f: free_port() for f in FRONTENDS}
        cfg = os.path.join(HERE, "haproxy.cfg")
        env = dict(env, THREADS=str(threads), **{k: str(v) for k, v in dict(lab.ports, **self.ports).items()})
        if name == "nginx":
            parts = ["nginx.conf"]
            if nginx_has_stream():
                parts.append("nginx-stream.conf")
            command = ["nginx", "-p", lab.dir, "-e", lab.dir + "/nginx.err", "-c",
                       lab.fill(parts, self.ports, "nginx.conf")]
        elif name == "haproxy":
            command = ["haproxy", "-db", "-f", cfg]
        else:
            command = [os.path.join(HOME, "bin", "hecd"), "-f", cfg]
        begun = time.monotonic()
        self.process = lab.start(core, command, env)
        wait_until_answers(self.process, self.ports["PLAIN"], 90)
        self.start_millis = (time.monotonic() - begun) * 1000
        self.pid = self.process.pid

    def serves(self, frontend):
        if self.name == "nginx" and (frontend == "SPLICE" or frontend == "TCP" and not nginx_has_stream()):
            return False
        return True

    def cpu_seconds(self):
        """User and system time of all its threads, the ended ones too."""
        f = open("/proc/%d/stat" % self.pid).read().rsplit(")", 1)[1].split()
        return (int(f[11]) + int(f[12])) / TICK

    def rss_mb(self):
        return int(open("/proc/%d/statm" % self.pid).read().split()[1]) * PAGE / 1e6

    def alive(self):
        return self.process.poll() is None

    def end(self):
        self.lab.end(self.process)


def wait_until_answers(process, port, seconds):
    until = time.monotonic() + seconds
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as s:
                s.settimeout(2)
                s.sendall(b"GET /small HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if b" 200 " in s.recv(4096):
                    return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("%s does not answer:\n%s" % (process.args[3:], open(process.output).read()[-3000:]))
        time.sleep(0.002)


_stream = []


def nginx_has_stream():
    if not _stream:
        said = subprocess.run(["nginx", "-V"], capture_output=True, text=True).stderr
        _stream.append(" --with-stream " in said.replace("\n", " ") or "--with-stream'" in said)
    return _stream[0]


def jiffies():
    """Of the whole machine since it started: all, stolen by the hypervisor, busy (here, not elsewhere)."""
    n = [int(x) for x in open("/proc/stat").readline().split()[1:9]]
    return {"all": sum(n), "steal": n[7], "busy": sum(n[:3]) + sum(n[5:7])}


def versions():
    first = lambda *c: (subprocess.run(c, capture_output=True, text=True).stdout or
                        subprocess.run(c, capture_output=True, text=True).stderr).splitlines()[0].strip()
    hecd = first(os.path.join(HOME, "bin", "hecd"), "-v").split(" - ")[-1]
    commit = first("git", "-C", HOME, "rev-parse", "--short=10", "HEAD")
    model = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    return {"hecd": "%s, commit %s" % (hecd, commit), "haproxy": first("haproxy", "-v").split(" - ")[0],
            "nginx": first("nginx", "-v"), "kernel": "Linux " + os.uname().release.split("-")[0],
            "cpu": "%d x %s" % (os.cpu_count(), model)}
