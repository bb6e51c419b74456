// The words for a run in the list of versions, until the server's own arrive with the results.
import { exact } from "./seconds.js";

const OUTCOMES = {
  "finished": { tone: "ok", icon: "tick", word: "Finished" },
  "error": { tone: "bad", icon: "cross", word: "Error" },
  "time-limit": { tone: "warn", icon: "clock", word: "Time limit" },
  "memory-limit": { tone: "warn", icon: "memory", word: "Memory limit" },
  "output-limit": { tone: "warn", icon: "lines", word: "Output limit" },
  "process-limit": { tone: "warn", icon: "warning", word: "Process limit" },
  "deadlock": { tone: "bad", icon: "lock", word: "Deadlock" },
  "stopped": { tone: "", icon: "stop", word: "Stopped" },
  "sandbox-failure": { tone: "bad", icon: "warning", word: "Sandbox failure" },
};
const STATES = {
  waiting: { tone: "", icon: "clock", word: "Waiting" },
  starting: { tone: "acc", icon: "clock", word: "Starting" },
  running: { tone: "acc", icon: "play", word: "Running" },
};

export function wordsFor(story) {
  if (story.state === "running" && story.execution) return { ...STATES.running, word: executionWords(story.execution).short };
  if (story.state !== "ended") return STATES[story.state];
  const words = OUTCOMES[story.end.outcome];
  return story.end.outcome === "error" && story.end.exit_code >= 0 ? { ...words, word: `Exit ${story.end.exit_code}` } : words;
}

// Which time it is that a compared program runs: { short, long }.
export function executionWords({ number, of, is_recorded: isRecorded }) {
  if (isRecorded) return { short: "Recording", long: "Recording for the x-ray" };
  const words = `Timed run ${number} of ${of}`;
  return { short: words, long: words };
}

export function endingSentence(story) {
  const facts = [wordsFor(story).word, exact(story.end.wall_seconds)].filter(Boolean);
  return `${story.label}: ${facts.join(", ")}.`;
}
