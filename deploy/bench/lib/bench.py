"""What the measurements share: processor time from /proc, wrk, pgbench, medians, and the table at the end."""
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import time
import urllib.parse

HERE = pathlib.Path(__file__).parent
FOLDER = pathlib.Path(os.environ["BENCH_FOLDER"])
GATEWAY = os.environ.get("BENCH_GATEWAY", "")
PG_URL = os.environ.get("BENCH_PG_URL", "")
ROUNDS = int(os.environ.get("SOUK_BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("SOUK_BENCH_SECONDS", "5"))
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def souk_pids():
    """name -> pid of every Souk process."""
    pairs = (pair.split("=") for pair in os.environ.get("BENCH_SOUK_PIDS", "").split())
    return {name: int(pid) for name, pid in pairs}


def family(root):
    """A process and all its descendants."""
    found, queue = [], [root]
    while queue:
        pid = queue.pop()
        found.append(pid)
        try:
            for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                queue += [int(child) for child in task.read_text().split()]
        except OSError:
            pass  # it ended meanwhile
    return found


def cpu_ms(roots):
    """Processor time used so far by these processes, their living descendants and the dead ones they waited for."""
    total = 0
    for root in roots:
        for pid in family(root):
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            total += sum(int(ticks) for ticks in fields[11:15])
    return total * TICK


def server_roots():
    """Everything that serves: Souk, PostgreSQL, RabbitMQ."""
    servers = [int(os.environ[name]) for name in ("BENCH_PG_PID", "BENCH_AMQP_PID") if os.environ.get(name)]
    return list(souk_pids().values()) + servers


def wrk(script, url, connections, seconds=None, threads=1, env=None, extra_roots=()):
    """One run of wrk with a script that prints one line of JSON at its end; adds processor time per flow."""
    roots = server_roots() + list(extra_roots)
    before = cpu_ms(roots)
    command = ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds or SECONDS}s", "--timeout", "10s", "-s",
               str(HERE / script), url]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **(env or {})}, check=False)
    try:
        result = json.loads(done.stdout.strip().splitlines()[-1])
    except (IndexError, ValueError):
        raise SystemExit(f"wrk {script}: {done.stdout}{done.stderr}")
    settle()
    result["cpu_ms"] = (cpu_ms(roots) - before) / max(result["flows"], 1)
    result["rate"] = result["flows"] / result["seconds"]
    return result


def psql(sql):
    """Rows of a statement as the superuser, each a list of texts."""
    command = [os.environ["BENCH_PG_BIN"] + "/psql", "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", PG_URL, "-c", sql]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"psql: {done.stderr}")
    return [line.split("\t") for line in done.stdout.splitlines()]


def psql_file(path):
    """Runs a file of statements as the superuser."""
    command = [os.environ["BENCH_PG_BIN"] + "/psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", PG_URL, "-f", str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def waiting():
    """Facts told or heard that are not worked off yet."""
    modules = [row[0] for row in psql("SELECT table_schema FROM information_schema.tables WHERE table_name = 'inbox'")]
    parts = [f"(SELECT count(*) FROM {m}.outbox WHERE published_at IS NULL) + "
             f"(SELECT count(*) FROM {m}.inbox WHERE finished_at IS NULL AND dead_at IS NULL)" for m in modules]
    return int(psql("SELECT " + " + ".join(parts))[0][0]) if parts else 0


def settle(seconds=60):
    """Waits until all facts are worked off: what they cost belongs to the flow that told them."""
    end = time.monotonic() + seconds
    while waiting() and time.monotonic() < end:
        time.sleep(0.3)


def pgbench(script, clients, seconds=None, terms=5):
    """One run of hand-written SQL: transactions per second and processor time per transaction. `terms`: how many words
    `search.sql` draws from."""
    url = urllib.parse.urlsplit(PG_URL)
    env = {**os.environ, "PGPASSWORD": url.password or ""}
    before = cpu_ms([int(os.environ["BENCH_PG_PID"])])
    command = [os.environ["BENCH_PG_BIN"] + "/pgbench", "-n", "-M", "prepared", "-c", str(clients), "-j", "1",
               "-T", str(seconds or SECONDS), "-D", f"terms={terms}", "-f", str(HERE / "sql" / script), "-h", url.hostname, "-p", str(url.port),
               "-U", url.username, url.path.lstrip("/")]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if done.returncode:
        raise SystemExit(f"pgbench {script}: {done.stderr}")
    count = next(int(line.split(":")[1].split("/")[0]) for line in done.stdout.splitlines() if "actually processed" in line)
    rate = next(float(line.split("=")[1].split()[0]) for line in done.stdout.splitlines() if line.startswith("tps"))
    cpu = (cpu_ms([int(os.environ["BENCH_PG_PID"])]) - before) / max(count, 1)
    return {"rate": rate, "cpu_ms": cpu}


def interleaved(measurements):
    """name -> run; every round runs each once; answers name -> key -> median over the rounds."""
    runs = {name: [] for name in measurements}
    for _ in range(ROUNDS):
        for name, run in measurements.items():
            runs[name].append(run())
    return {name: {key: statistics.median(one[key] for one in all_runs) for key in all_runs[0]
                   if isinstance(all_runs[0][key], (int, float))} for name, all_runs in runs.items()}


def short(value):
    """A figure with three meaningful digits."""
    if isinstance(value, str):
        return value
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def table(title, head, rows, notes=(), how=f"medians of {ROUNDS} rounds of {SECONDS} s"):
    """Prints a Markdown table and adds it to .souk/bench/<name>.md, with the circumstances of the measurement."""
    lines = [f"### {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(short(cell) for cell in row) + " |" for row in rows]
    load = os.getloadavg()
    now = datetime.datetime.now(datetime.timezone.utc)
    lines += ["", f"{now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, load {load[0]:.1f} (1 min) {load[1]:.1f} (5 min), "
              f"{os.environ.get('SOUK_PROFILE')} build, {how}."]
    lines += [*notes, ""]
    text = "\n".join(lines) + "\n"
    print(text, flush=True)
    with open(pathlib.Path(os.environ["BENCH_RESULTS"]) / f"{os.environ['BENCH_NAME']}.md", "a", encoding="utf-8") as out:
        out.write(text)


def against(bars, one):
    """What a run says to its bars, each (figure, bar, at most): met, or what was missed. A run with errors or without
    a single finished flow meets nothing."""
    if not one["flows"]:
        return "**nothing finished**"
    misses = [f"{int(one['errors'])} errors"] if one["errors"] else []
    misses += [f"{figure} {short(one[figure])} (bar {bar})" for figure, bar, at_most in bars
               if (one[figure] > bar if at_most else one[figure] < bar)]
    if misses:
        return "**missed**: " + "; ".join(misses)
    return "met" if bars else ""
