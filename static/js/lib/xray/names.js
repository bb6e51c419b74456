// What lanes are called while a run goes on: Python's own names in fewer letters, as the server shortens them later
// (sandbox/xray/drawing/naming.py).

const NUMBERED = /^(?:Spawn|Fork|ForkServer)?(Thread|Process|Task)-(\d+)(?: \(.*\))?$/;
const WORKER = /^(?:ThreadPoolExecutor-0_|(?:Spawn|Fork|ForkServer)?PoolWorker-)(\d+)$/;
const EXECUTOR = /^ThreadPoolExecutor-(\d+_\d+)$/;
const KNOWN = { MainThread: "Main thread", MainProcess: "Main process" };

export function shownName(name) {
  const worker = WORKER.exec(name) ?? EXECUTOR.exec(name);
  if (worker) return `Worker ${worker[1]}`;
  const numbered = NUMBERED.exec(name);
  return numbered ? `${numbered[1]} ${numbered[2]}` : (KNOWN[name] ?? name);
}

// As much as has room beside a lane: the middle gives way, for names that differ do so at their ends.
const LONGEST = 14;
const TAIL = Math.floor((LONGEST - 1) / 2);

export function cutName(name) {
  const letters = [...name];
  if (letters.length <= LONGEST) return name;
  return `${letters.slice(0, LONGEST - 1 - TAIL).join("")}…${letters.slice(-TAIL).join("")}`;
}

// For narrow pages: a letter, and the last number of the name.
export function shortName(name) {
  const letter = /\p{L}/u.exec(name)?.[0].toUpperCase() ?? "L";
  return letter + (name.match(/\d+/g)?.at(-1).slice(-3) ?? "");
}
