// Words for whoever waits, as sandbox/runs/waiting.py has them; the estimate counts down in steps, never by the second.
const STEP_SECONDS = 5;

// `seconds` until it begins; null where nobody knows.
export function waitingSentence(ahead, seconds) {
  return `${aheadWords(ahead)} ${aboutWords(seconds)}`.trim();
}

function aheadWords(ahead) {
  if (ahead === 0) return "Yours is next.";
  if (ahead === 1) return "One run is ahead of yours.";
  return `${ahead === 2 ? "Two" : ahead} runs are ahead of yours.`;
}

// An estimate that has proved wrong is not told any more.
function aboutWords(seconds) {
  if (seconds === null || seconds <= 0) return "";
  const inSteps = Math.ceil(seconds / STEP_SECONDS) * STEP_SECONDS;
  if (inSteps < 60) return `About ${inSteps} seconds.`;
  const minutes = Math.max(1, Math.floor(seconds / 60 + 0.5));
  return minutes === 1 ? "About 1 minute." : `About ${minutes} minutes.`;
}
