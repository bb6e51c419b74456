// What this browser remembers of a course: parts that were done and that no server has taken yet, by section, and how.
// Each reader has their own memory, and visitors of this browser have one together: owner is "" for them.

export function remembered(course, owner) {
  try {
    return JSON.parse(localStorage.getItem(key(course, owner))) ?? {};
  } catch {
    return {};
  }
}

export function remember(course, owner, [section, part, how]) {
  const all = remembered(course, owner);
  all[section] = { ...all[section], [part]: how };
  store(course, owner, all);
}

// Those that the server has taken.
export function forget(course, owner, taken) {
  const all = remembered(course, owner);
  for (const [section, part] of taken) {
    if (all[section]) delete all[section][part];
    if (all[section] && !Object.keys(all[section]).length) delete all[section];
  }
  store(course, owner, all);
}

// As the server takes it: [[section, part, how], …].
export function asList(all) {
  return Object.entries(all).flatMap(([section, parts]) =>
    Object.entries(parts).map(([part, how]) => [section, part, how]),
  );
}

function store(course, owner, all) {
  try {
    if (Object.keys(all).length) localStorage.setItem(key(course, owner), JSON.stringify(all));
    else localStorage.removeItem(key(course, owner));
  } catch {
    // Storage is closed to us: it counts for this page.
  }
}

function key(course, owner) {
  return `progress:${course}:${owner}`;
}
