// workerd's inspector, as Chromium's protocol speaks (chromedevtools.github.io/devtools-protocol/v8/Profiler).
import { readFileSync, readdirSync, readlinkSync } from "node:fs";
import { send } from "../../fixtures/http";

interface Answer {
  id?: number;
  result?: { profile?: Profile };
  error?: unknown;
}

interface Profile {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
}

/** How often V8 looks at what runs, in microseconds. */
const INTERVAL = 100;

const ATTEMPTS = 5;

/** After how long a connection counts as lost. */
const SILENT_MS = 3000;

const wait = async (milliseconds: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), milliseconds));

/** A connection to one Worker's isolate. */
export class Inspector {
  #calls = new Map<number, (answer: Answer) => void>();

  private constructor(private readonly socket: WebSocket) {
    socket.onmessage = ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      this.#calls.get(answer.id ?? 0)?.(answer);
    };
  }

  /**
   * Connects to the Worker that is served by a process below this one. An isolate speaks with one connection, and wrangler has it: the
   * first of ours is lost when wrangler takes it back, which it does once.
   */
  static async of(pid: number): Promise<Inspector> {
    const where = await address(pid);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const socket = new WebSocket(where);
      await new Promise((resolve, reject) => ((socket.onopen = resolve), (socket.onerror = reject)));
      const inspector = new Inspector(socket);
      const answered = inspector.#call("Profiler.enable").then(() => true);
      if (await Promise.race([answered, wait(SILENT_MS)])) return inspector;
      inspector.close();
    }
    throw new Error(`${where} does not answer`);
  }

  /** Ends the connection. */
  close(): void {
    this.socket.close();
  }

  /** Milliseconds in which the isolate ran, whatever it ran, while this was done. */
  async ran(work: () => Promise<unknown>): Promise<number> {
    await this.#call("Profiler.setSamplingInterval", { interval: INTERVAL });
    await this.#call("Profiler.start");
    await work();
    const profile = (await this.#call("Profiler.stop")).result?.profile;
    if (!profile) throw new Error("the inspector gave no profile");
    const idle = new Set(profile.nodes.filter(({ callFrame }) => callFrame.functionName === "(idle)").map(({ id }) => id));
    // there are samples only while the isolate is entered, so their number tells, and the times between them do not
    return (profile.samples.filter((node) => !idle.has(node)).length * INTERVAL) / 1000;
  }

  async #call(method: string, params: object = {}): Promise<Answer> {
    const id = this.#calls.size + 1;
    const answering = new Promise<Answer>((resolve) => this.#calls.set(id, resolve));
    this.socket.send(JSON.stringify({ id, method, params }));
    const answer = await answering;
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer;
  }
}

/** Where the isolate of the Worker can be asked: workerd has an inspector among the ports that it listens on. */
async function address(pid: number): Promise<string> {
  for (const port of ports(workerds(pid))) {
    const answer = await send(`http://127.0.0.1:${port}/json`).catch(() => undefined);
    const targets = answer?.status === 200 && answer.text().startsWith("[") ? answer.json<{ id: string }[]>() : [];
    const worker = targets.find(({ id }) => id.startsWith("core:user:"));
    if (worker) return `ws://127.0.0.1:${port}/${worker.id}`;
  }
  throw new Error(`no workerd below ${pid} has an inspector`);
}

/** Processes named workerd below this one (proc(5)). */
function workerds(root: number): number[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        // the name is in brackets, and may hold anything
        const end = stat.lastIndexOf(")");
        const parent = Number(stat.slice(end + 2).split(" ")[1]);
        return [{ id: Number(name), parent, name: stat.slice(stat.indexOf("(") + 1, end) }];
      } catch {
        // it has ended meanwhile
        return [];
      }
    });
  const below = new Set([root]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const { id, parent } of all) if (below.has(parent)) below.add(id);
  }
  return all.filter(({ id, name }) => below.has(id) && name.startsWith("workerd")).map(({ id }) => id);
}

/** Ports that these processes listen on. */
function ports(processes: number[]): number[] {
  const sockets = processes.flatMap((process) =>
    readdirSync(`/proc/${process}/fd`).flatMap((name) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${process}/fd/${name}`))?.[1] ?? [];
      } catch {
        return [];
      }
    }),
  );
  const lines = readFileSync("/proc/net/tcp", "utf8").split("\n").slice(1);
  return lines.flatMap((line) => {
    const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
    const listens = state === "0A" && sockets.includes(inode ?? "");
    return listens ? parseInt(local?.split(":")[1] ?? "", 16) : [];
  });
}
