// How each look lies in a lane: its class and its place. The server has the same (sandbox/xray/drawing/looks.py).

export const LOOKS = {
  cpu: { css: "r-run", y: 2, height: 28 },
  gil: { css: "r-gil", y: 11, height: 19 },
  lock: { css: "r-lock", y: 11, height: 19 },
  others: { css: "r-others", y: 11, height: 19 },
  turn: { css: "r-turn", y: 11, height: 19 },
  queue: { css: "r-queue", y: 11, height: 19 },
  io: { css: "r-io", y: 16, height: 14 },
  sleep: { css: "r-sleep", y: 28, height: 2 },
  core: { css: "r-core", y: 11, height: 19 },
  unknown: { css: "r-unknown", y: 22, height: 8 },
  starting: { css: "r-starting", y: 11, height: 19 },
};

// Where there is no room for single slices: as high as a turn, which the lane could have had.
export const COULD_RUN = new Set(["gil", "turn", "core"]);
